import { expect, test } from 'vitest';
import { rounded } from './currencies.ts';

test('an amount is paid in whole units of its currency, half of one away from zero', () => {
  const paid = (currency: string, ...amounts: string[]) => amounts.map((amount) => rounded({ amount, currency }).amount);
  expect(paid('EUR', '49.9950', '49.9949', '-0.0050', '-0.0049', '1200000', '0')).toEqual(['50.00', '49.99', '-0.01', '0.00', '1200000.00', '0.00']);
  expect(paid('HUF', '1200000.5000', '0.4950')).toEqual(['1200000.50', '0.50']);
  expect(paid('JPY', '10.5000', '-10.4999')).toEqual(['11', '-10']);
  expect(paid('KWD', '1.2345')).toEqual(['1.235']);
  expect(paid('CLF', '1.2345')).toEqual(['1.2345']);
});
