import { expect, test } from 'vitest';
import { cameAfter, changesOf, isTurned } from './explained.ts';
import { changeOf, explainId, readExplainId } from './explainQuery.ts';

const sum = (amount: string, postings: number, currency = 'EUR', figure = amount) => ({ currency, postings, deals: 0, sum: { amount, currency }, figure: { amount: figure, currency } });

test('what came after is what is left when the postings of then are taken off, in whichever currencies', () => {
  const recorded = ['a', 'b', 'c', 'd', 'e'];
  expect(cameAfter(recorded, [sum('1', 2), sum('9', 1, 'HUF')])).toEqual(['d', 'e']);
  expect(cameAfter(recorded, [])).toEqual(recorded);
  expect(cameAfter(recorded, [sum('1', 5)])).toEqual([]);
});

test('the change is exact, per currency, and counts what is there at one moment only', () => {
  const now = [sum('-0.3000', 3, 'EUR', '0.3000'), sum('5', 1, 'HUF', '-5')];
  const then = [sum('-0.1000', 1, 'EUR', '0.1000'), sum('-9007199254740993.0001', 1, 'USD', '9007199254740993.0001')];
  expect(changesOf(now, then, false)).toEqual([
    { amount: '0.2000', currency: 'EUR' },
    { amount: '-5.0000', currency: 'HUF' },
    { amount: '-9007199254740993.0001', currency: 'USD' },
  ]);
  expect(changesOf(now, then, true).map((one) => one.amount)).toEqual(['-0.2000', '5.0000', '9007199254740993.0001']);
  expect(isTurned(now)).toBe(true);
  expect(isTurned([sum('1', 1)])).toBe(false);
});

test('a change is asked for as its figure is, between two moments, and a pasted link asks the same', () => {
  const change = changeOf('/v1/explain?account=revenue&project_id=p1&currency=EUR&as_of=2026-11-27T00:00:00Z', '2026-01-31T22:59:59.999Z', undefined);
  expect(readExplainId(explainId(change, 'Change, Webshop'))).toEqual({
    query: { account: 'revenue', project_id: 'p1', currency: 'EUR', since: '2026-01-31T22:59:59.999Z' },
    label: 'Change, Webshop',
  });
});
