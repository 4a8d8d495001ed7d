import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import type { LiveEvent } from '../../shell/live.ts';
import { dealQuery, type Deal, type DealDetails } from '../deals/queries.ts';
import { follow } from './follow.ts';
import { rowOf, rowsOf, type ColumnPage, type ColumnPages } from './pages.ts';
import { columnQuery, type BoardFilters } from './queries.ts';

let queries: QueryClient;
/** How often each stage was asked for. */
let asked: Record<string, number>;

const details = (deal_id: string, stage_id: string, more: Partial<DealDetails> = {}) =>
  ({
    deal_id, stage_id, name: deal_id, stage_name: stage_id, status: 'open', odds_percent: 10, value: { amount: '100.00', currency: 'EUR' }, opened_on: '2026-11-01', win_no: 0, version: 1,
    pipeline_id: 'p', stale: false, currency: 'EUR', lines: [], history: [], ...more,
  }) as DealDetails;
const event = (id: string, version: number, type = 'crm.deal.updated.v1'): LiveEvent => ({ type, id, version, time: '', actor: '', correlation_id: '' });
const row = (id: string, stage: string, more: Partial<DealDetails> = {}): Deal => rowOf(details(id, stage, more), undefined);

/** A column that somebody looks at. */
function column(stage: string, items: Deal[], filters: BoardFilters = {}) {
  const query = columnQuery(stage, filters);
  queries.setQueryData<ColumnPages>(query.queryKey, { pages: [{ items, next_cursor: null }], pageParams: [undefined] });
  const queryFn = () => {
    asked[stage] = (asked[stage] ?? 0) + 1;
    return Promise.resolve({ items, next_cursor: null } satisfies ColumnPage);
  };
  new InfiniteQueryObserver(queries, { ...query, queryFn }).subscribe(() => {});
  return () => rowsOf(queries.getQueryData<ColumnPages>(query.queryKey) ?? { pages: [], pageParams: [] }).map((one) => `${one.deal_id}${one.version}`).join(' ');
}
/** What the service would answer. */
const is = (deal: DealDetails) => queries.setQueryData(dealQuery(deal.deal_id).queryKey, { value: deal, etag: `"${deal.version}"` });
const done = () => new Promise((after) => setTimeout(after, 20));

beforeEach(() => {
  queries = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000 } } });
  asked = {};
});

test('a deal that somebody moved is read once and put where it belongs', async () => {
  const one = column('one', [row('a', 'one'), row('b', 'one')]);
  const two = column('two', [row('c', 'two')]);
  is(details('a', 'two', { version: 2 }));
  follow(queries, [event('a', 2)]);
  await vi.waitFor(() => expect(two()).toBe('c1 a2'));
  expect(one()).toBe('b1');
  is(details('c', 'two', { version: 3, status: 'won' }));
  follow(queries, [event('c', 3)]);
  await vi.waitFor(() => expect(two()).toBe('a2'));
  expect(asked).toEqual({});
});
test('what one did oneself is no news', async () => {
  const one = column('one', [row('a', 'one', { version: 2 })]);
  follow(queries, [event('a', 2)]);
  await done();
  expect(one()).toBe('a2');
  expect(asked).toEqual({});
  expect(queries.getQueryData(dealQuery('a').queryKey)).toBeUndefined();
});
test('where only the service knows who is in it, that column is asked', async () => {
  column('one', [row('a', 'one')], { custom: '{"f":"x"}' });
  const two = column('two', [], { custom: '{"f":"x"}' });
  is(details('a', 'one', { version: 2 }));
  follow(queries, [event('a', 2)]);
  await done();
  expect(asked).toEqual({ one: 1 });
  expect(two()).toBe('');
});
test('of many at once the columns are asked, once each', async () => {
  column('one', [row('a', 'one')]);
  column('two', []);
  follow(queries, Array.from({ length: 500 }, (_, at) => event(`n${at}`, 1, 'crm.deal.created.v1')));
  await done();
  expect(asked).toEqual({ one: 1, two: 1 });
});
test('of what a filter names, too', async () => {
  column('one', [row('a', 'one')], { account: 'c' });
  follow(queries, [event('c', 2, 'crm.account.merged.v1')]);
  await done();
  expect(asked).toEqual({ one: 1 });
});
test('a column that nobody looks at is read when somebody does', () => {
  const query = columnQuery('one', {});
  queries.setQueryData<ColumnPages>(query.queryKey, { pages: [{ items: [row('a', 'one')] }], pageParams: [undefined] });
  follow(queries, [event('a', 2)]);
  expect(queries.getQueryState(query.queryKey)?.isInvalidated).toBe(true);
});
