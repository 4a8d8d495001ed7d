import { expect, test } from 'vitest';
import { weighted, wonByMonth } from './sales.ts';

const deal = (amount: string, odds_percent: number, closed_on?: string, currency = 'EUR') => ({ value: { amount, currency }, odds_percent, closed_on });

test('weighted by odds, per currency', () => {
  expect(weighted([deal('1000.00', 25), deal('0.10', 50), deal('100', 10, undefined, 'HUF')])).toEqual([
    { currency: 'EUR', amount: '250.0500' },
    { currency: 'HUF', amount: '10.0000' },
  ]);
});
test('won by month', () => {
  const deals = [deal('5', 100, '2026-11-02'), deal('7.5', 100, '2026-11-30'), deal('1', 100, '2026-10-31'), deal('9', 100, '2026-11-01', 'HUF')];
  expect(wonByMonth(deals, ['2026-09', '2026-10', '2026-11'], 'EUR').map((one) => one.amount)).toEqual(['0', '1.0000', '12.5000']);
});
