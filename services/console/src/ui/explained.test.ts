import { expect, test } from 'vitest';
import { changesOf, countOf, inOrder, isTurned, recordOf } from './explained.ts';
import { changeOf, explainId, readExplainId } from './explainQuery.ts';

test('postings stand by their days once all are there', () => {
  const [may, june, later] = [{ effective_on: '2026-05-01', recorded_at: 'b' }, { effective_on: '2026-06-01', recorded_at: 'a' }, { effective_on: '2026-06-01', recorded_at: 'c' }];
  expect(inOrder([later, june, may], false)).toEqual([may, june, later]);
  expect(inOrder([later, june, may], true)).toEqual([later, june, may]);
});

const sum = (amount: string, postings: number, currency = 'EUR', figure = amount) => ({ currency, postings, deals: 0, sum: { amount, currency }, figure: { amount: figure, currency } });

test('the change is what was recorded between, per currency, with the sign of the figure or of the ledger', () => {
  const between = [sum('-0.3000', 3, 'EUR', '0.3000'), sum('5', 1, 'HUF', '-5')];
  expect(changesOf(between, false).map((one) => one.amount)).toEqual(['0.3000', '-5']);
  expect(changesOf(between, true)).toEqual([
    { amount: '-0.3000', currency: 'EUR' },
    { amount: '5', currency: 'HUF' },
  ]);
  expect(countOf(between)).toBe(4);
  expect(countOf([])).toBe(0);
  expect(isTurned(between)).toBe(true);
  expect(isTurned([sum('1', 1)])).toBe(false);
});

test('a change is asked for as its figure is, between two moments, and a pasted link asks the same', () => {
  const change = changeOf('/v1/explain?account=revenue&project_id=p1&currency=EUR&as_of=2026-11-27T00:00:00Z', '2026-01-31T22:59:59.999Z', undefined);
  expect(readExplainId(explainId(change, 'Change, Webshop'))).toEqual({
    query: { account: 'revenue', project_id: 'p1', currency: 'EUR', since: '2026-01-31T22:59:59.999Z' },
    label: 'Change, Webshop',
  });
});

test('a posting leads to the record whose change made it, or to the project it belongs to', () => {
  expect(recordOf({ aggregate_type: 'invoice', aggregate_id: 'i1', project_id: 'p1' })).toEqual({ kind: 'invoice', id: 'i1' });
  expect(recordOf({ aggregate_type: 'milestone', aggregate_id: 'm1', project_id: 'p1' })).toEqual({ kind: 'project', id: 'p1' });
  expect(recordOf({ aggregate_type: 'budget', aggregate_id: 'b1', project_id: null })).toBeUndefined();
});
