import { expect, test } from 'vitest';
import { worthOf } from './queries.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const row = (amount: string, currency: string, base: string | null) => ({ value: { amount, currency }, base_value: base === null ? null : eur(base) });

test('deals of one currency are summed in it, others in that of the organisation, and not at all when one has no rate', () => {
  expect(worthOf([])).toBeUndefined();
  expect(worthOf([row('900', 'HUF', '2.25'), row('100', 'HUF', null)])).toEqual({ amount: '1000.0000', currency: 'HUF' });
  expect(worthOf([row('900', 'HUF', '2.25'), row('100', 'EUR', '100')])).toEqual({ amount: '102.2500', currency: 'EUR' });
  expect(worthOf([row('900', 'HUF', null), row('100', 'EUR', '100')])).toBeUndefined();
});
