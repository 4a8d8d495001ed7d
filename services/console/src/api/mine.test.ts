import { expect, test } from 'vitest';
import { isMine, noteWriter, written } from './mine.ts';

const [one, two] = ['0199d3a1-0000-7000-8000-000000000001', '0199d3a1-0000-7000-8000-000000000002'];
const answer = (status: number, location?: string) => ({ ok: status < 300, headers: new Headers(location ? { location } : {}) });
const asked = (method: string, path: string) => ({ method, url: `https://x.example/api/crm/v1${path}` });

test('a write changes what its address names, and what it made', () => {
  expect(written(asked('PATCH', `/deals/${one}`), answer(200))).toEqual([one]);
  expect(written(asked('POST', '/deals'), answer(201, `/v1/deals/${two}`))).toEqual([two]);
  expect(written(asked('POST', `/deals/${one}/contacts?of=${two}`), answer(200))).toEqual([one]);
});
test('what was only read, or refused, was not changed', () => {
  expect(written(asked('GET', `/deals/${one}`), answer(200))).toEqual([]);
  expect(written(asked('PATCH', `/deals/${one}`), answer(412))).toEqual([]);
});
test('a record belongs to who changed it last', () => {
  noteWriter(one, true);
  expect([isMine(one), isMine(two)]).toEqual([true, false]);
  noteWriter(one, false);
  expect(isMine(one)).toBe(false);
});
