import { QueryClient } from '@tanstack/react-query';
import type { AnyRoute } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { domains } from '../domains.ts';
import { makeRouter } from '../router.tsx';
import { placeOf } from './placeOf.ts';
import { sessionQuery, type Session } from './session.ts';

const router = makeRouter(new QueryClient());
const all = Object.values(router.routesById) as AnyRoute[];
const inFrame = all.filter((route) => route.parentRoute?.id === '/app' && route.path !== '$');

/** One's own page, where everybody begins, what is nobody's secret, and a page that says itself what it needs of several permissions. */
const everybodys = ['/', '/profile', '/admin/roles', '/import'];

test('every other page of the frame says what it is of no use without', () => {
  expect(inFrame.length).toBeGreaterThan(50);
  const open = inFrame.filter((route) => !route.options.staticData?.permission).map((route) => route.fullPath);
  expect(open.toSorted()).toEqual(everybodys.toSorted());
});

test('nothing is asked beforehand for who may not open a page, and for who may', () => {
  const loader = inFrame.find((route) => route.fullPath === '/crm/pipeline')?.options.loader as (given: object) => void;
  const asks = (permissions: string[]) => {
    const asked: unknown[] = [];
    const queries = { getQueryData: (key: unknown) => key === sessionQuery.queryKey && ({ permissions } as unknown as Session), prefetchQuery: (query: unknown) => asked.push(query) };
    loader({ context: { queries } });
    return asked.length;
  };
  expect([asks(['projects:read']), asks(['crm:read'])]).toEqual([0, 1]);
});

test('a page that cannot be opened is called as the menu calls it', () => {
  const menu = domains.flatMap((domain) => domain.menu);
  expect(placeOf('/reports/margin', menu)?.to).toBe('/reports');
  expect(placeOf('/expenses/cost-centres', menu)?.to).toBe('/expenses/cost-centres');
  expect(placeOf('/expenses/new', menu)?.to).toBe('/expenses');
  expect(placeOf('/nowhere', menu)).toBeUndefined();
});
