import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { newest, versionOf } from './newest.ts';

const at = (version: number, name: string) => ({ value: { name }, etag: `"${version}"` });

test('an answer that was under way while somebody saved does not bring back what was before', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { structuralSharing: newest } } });
  let answer: (detail: ReturnType<typeof at>) => void = () => {};
  const asked = queries.fetchQuery({ queryKey: ['crm', 'contacts', 'c'], queryFn: () => new Promise<ReturnType<typeof at>>((told) => (answer = told)) });
  queries.setQueryData(['crm', 'contacts', 'c'], at(3, 'saved'));
  answer(at(2, 'before'));
  await asked;
  expect(queries.getQueryData(['crm', 'contacts', 'c'])).toEqual(at(3, 'saved'));
  queries.setQueryData(['crm', 'contacts', 'c'], at(4, 'by somebody else'));
  expect(queries.getQueryData(['crm', 'contacts', 'c'])).toEqual(at(4, 'by somebody else'));
});
test('what has no version is replaced as it comes, and equal parts stay the same', () => {
  const known = { items: [{ id: 1 }, { id: 2 }] };
  const next = newest(known, { items: [{ id: 1 }, { id: 3 }] }) as typeof known;
  expect(next).toEqual({ items: [{ id: 1 }, { id: 3 }] });
  expect(next.items[0]).toBe(known.items[0]);
  expect(newest(undefined, at(1, 'new'))).toEqual(at(1, 'new'));
  expect([versionOf(at(7, 'x')), versionOf(null), versionOf([])]).toEqual([7, Number.NaN, Number.NaN]);
});
