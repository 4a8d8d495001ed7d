import { expect, test } from 'vitest';
import { periods, rateOn } from './rates.ts';

const rate = (effective_from: string, amount: string) => ({ effective_from, hourly_cost: { amount, currency: 'EUR' } });
const rates = [rate('2024-11-25', '46'), rate('2026-10-11', '49')];

test('the latest rate that began by the day holds; before the first none is known', () => {
  expect(rateOn(rates, '2024-11-24')).toBeUndefined();
  expect(rateOn(rates, '2026-10-10')?.hourly_cost.amount).toBe('46');
  expect(rateOn(rates, '2026-10-11')?.hourly_cost.amount).toBe('49');
  expect(rateOn(null, '2026-10-11')).toBeUndefined();
});
test('each rate holds until the next begins', () => {
  expect(periods(rates).map((one) => [one.effective_from, one.before])).toEqual([['2026-10-11', undefined], ['2024-11-25', '2026-10-11']]);
});
