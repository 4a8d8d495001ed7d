import { describe, expect, test } from 'vitest';
import { changeOf, isEarlier, withGone } from './compare.ts';
import type { Figures, Forecast } from './data.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const figures = (amount: string): Figures => {
  const weighted = { deals: 1, amount: eur(amount) };
  return { deals: 1, value: eur(amount), commit: eur(amount), by_stage: weighted, by_learned: weighted, by_people: weighted, won: weighted, explain: '/x' } as unknown as Figures;
};
const forecast = (...rows: [id: string, amount: string][]) => ({ items: rows.map(([id, amount]) => ({ id, months: [], total: figures(amount) })) }) as unknown as Forecast;

describe('a forecast beside an earlier one', () => {
  test('a row that is gone stands with nothing, so that the changes sum to that of the total', () => {
    const then = forecast(['a', '100.50'], ['gone', '40']);
    const rows = withGone(forecast(['a', '90'], ['new', '7']), then);
    expect(rows.map((row) => [row.id, row.total.value.amount, row.total.deals])).toEqual([['a', '90', 1], ['new', '7', 1], ['gone', '0', 0]]);
    const before = new Map(then.items.map((row) => [row.id, row.total.value]));
    expect(rows.map((row) => Number(changeOf(row.total.value, before.get(row.id)).amount))).toEqual([-10.5, 7, -40]);
  });
  test('without another moment it stays as it is', () => expect(withGone(forecast(['a', '1']), undefined)).toHaveLength(1));
});

test('only a day before the one the figures are of is compared with', () => {
  const now = '2026-11-27';
  expect([isEarlier('2026-11-26', undefined, now), isEarlier('2026-09-29', '2026-09-30', now), isEarlier('2026-11-26', '2026-12-24', now)]).toEqual([true, true, true]);
  expect([isEarlier(undefined, undefined, now), isEarlier(now, undefined, now), isEarlier('2026-12-01', '2026-12-24', now), isEarlier('2026-10-15', '2026-09-30', now)]).toEqual([false, false, false, false]);
});
