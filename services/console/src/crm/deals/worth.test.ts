import { expect, test } from 'vitest';
import { worthOf } from './queries.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const row = (amount: string, currency: string, base: string | null) => ({ value: { amount, currency }, base_value: base === null ? null : eur(base) });

test('deals of one currency are summed in it, others in that of the organisation; who has no rate is counted as left out', () => {
  expect(worthOf([])).toBeUndefined();
  expect(worthOf([row('900', 'HUF', '2.25'), row('100', 'HUF', null)])).toEqual({ sum: { amount: '1000.0000', currency: 'HUF' }, left: 0 });
  expect(worthOf([row('900', 'HUF', '2.25'), row('100', 'EUR', '100')])).toEqual({ sum: { amount: '102.2500', currency: 'EUR' }, left: 0 });
  expect(worthOf([row('900', 'HUF', null), row('100', 'EUR', '100')])).toEqual({ sum: { amount: '100.0000', currency: 'EUR' }, left: 1 });
  expect(worthOf([row('900', 'HUF', null), row('5', 'USD', null)])).toBeUndefined();
});
