import { expect, test } from 'vitest';
import { hasPast, monthEnds, seriesOf, specs, trendOf } from './series.ts';

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const figure = (amount: string, currency = 'EUR') => ({ amount: { amount, currency }, explain: '' });
const months = ['2026-10', '2026-11'];
const moved = (account: string, opening: string, each: readonly [string, string], later = '0', currency = 'EUR') =>
  ({ account, currency, opening: figure(opening, currency), months: each.map((amount) => figure(amount, currency)), later: figure(later, currency) }) as never;
const spec = (id: string) => specs.find((one) => one.id === id) ?? { id: 'pipeline' as const, accounts: [] };
const amounts = (id: string, items: never[], base = 'EUR') => seriesOf(spec(id), { months, items }, base).map(({ currency, points, now }) => [currency, points.map((point) => point.amount), now.amount]);

test('ends of months', () => {
  expect(monthEnds('2026-03-31', 3)).toEqual(['2025-12-31', '2026-01-31', '2026-02-28']);
  expect(monthEnds('2024-03-01', 1)).toEqual(['2024-02-29']);
});
test('what came in a month is that alone; income is positive for people, margin subtracts the costs', () => {
  const items = [moved('revenue', '-1000', ['-100.50', '-7'], '-3'), moved('labour_cost', '500', ['40', '1']), moved('expense_cost', '50', ['10.25', '0'])];
  expect(amounts('revenue', items)).toEqual([['EUR', ['100.5000', '7.0000'], '7.0000']]);
  expect(amounts('margin', items)).toEqual([['EUR', ['50.2500', '6.0000'], '6.0000']]);
});
test('what there is adds up from the beginning, and now is all there is', () => {
  expect(amounts('receivables', [moved('receivables', '10', ['5', '-2.5'], '0.25')])).toEqual([['EUR', ['15.0000', '12.7500'], '12.7500']]);
});
test('each currency is by itself, and one that nothing moved in is left out', () => {
  const items = [moved('pipeline', '0', ['0', '1'], '0', 'CHF'), moved('pipeline', '4', ['0', '0']), moved('pipeline', '0', ['0', '0'], '0', 'USD')];
  expect(amounts('pipeline', items)).toEqual([['EUR', ['4.0000', '4.0000'], '4.0000'], ['CHF', ['0.0000', '1.0000'], '1.0000']]);
});
test('nothing posted yet is zero in the currency of the books', () => {
  const [series] = seriesOf(spec('receivables'), { months, items: [] }, 'HUF');
  expect([series?.currency, Number(series?.now.amount), series?.points.length]).toEqual(['HUF', 0, 2]);
  expect(hasPast(series?.points ?? [])).toBe(false);
});
test('the last point is no past', () => {
  expect(hasPast([euro('0'), euro('5')])).toBe(false);
  expect(hasPast([euro('5'), euro('0')])).toBe(true);
});
test('the colour follows the meaning, not the arrow', () => {
  expect(trendOf([euro('10'), euro('4')], 'down')).toMatchObject({ direction: 'down', tone: 'good' });
  expect(trendOf([euro('10'), euro('4')], 'up')).toMatchObject({ direction: 'down', tone: 'bad' });
  expect(trendOf([euro('4'), euro('4.0000')], 'up')).toMatchObject({ direction: 'flat', tone: 'none' });
  expect(trendOf([euro('4')], 'up')).toBeUndefined();
});
