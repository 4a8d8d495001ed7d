import { expect, test } from 'vitest';
import type { Schema } from '../../api/client.ts';
import { monthEnds, seriesOf, specs, trendOf } from './series.ts';

const balance = (accounts: Record<string, string>) =>
  ({ as_of: '', sums: [], items: Object.entries(accounts).map(([account, amount]) => ({ account, kind: 'income', currency: 'EUR', amount: { amount, currency: 'EUR' }, explain: '' })) }) as unknown as Schema<'TrialBalance'>;
const spec = (id: string) => specs.find((one) => one.id === id) ?? { id: 'cash' as const, accounts: [] };
const euro = (amount: string) => ({ amount, currency: 'EUR' });

test('ends of months', () => {
  expect(monthEnds('2026-03-31', 3)).toEqual(['2025-12-31', '2026-01-31', '2026-02-28']);
  expect(monthEnds('2024-03-01', 1)).toEqual(['2024-02-29']);
});
test('income is positive for people, margin subtracts the costs', () => {
  const now = balance({ revenue: '-100.50', labour_cost: '40.00', expense_cost: '10.25', cash: '-3.00' });
  expect(seriesOf(spec('revenue'), [now], 'EUR')[0]?.now.amount).toBe('100.5000');
  expect(seriesOf(spec('margin'), [now], 'EUR')[0]?.now.amount).toBe('50.2500');
  expect(seriesOf(spec('cash'), [now], 'EUR')[0]?.now.amount).toBe('-3.0000');
});
test('nothing posted yet is zero in the currency of the books', () => {
  expect(seriesOf(spec('cash'), [balance({}), balance({})], 'HUF')).toEqual([{ currency: 'HUF', points: [{ currency: 'HUF', amount: '0' }, { currency: 'HUF', amount: '0' }], now: { currency: 'HUF', amount: '0' } }]);
});
test('the colour follows the meaning, not the arrow', () => {
  expect(trendOf([euro('10'), euro('4')], 'down')).toMatchObject({ direction: 'down', tone: 'good' });
  expect(trendOf([euro('10'), euro('4')], 'up')).toMatchObject({ direction: 'down', tone: 'bad' });
  expect(trendOf([euro('4'), euro('4.0000')], 'up')).toMatchObject({ direction: 'flat', tone: 'none' });
  expect(trendOf([euro('4')], 'up')).toBeUndefined();
});
