import { expect, test } from 'vitest';
import { partRefusal, wrongOf } from './payable.ts';

test.each([
  [null, 'EUR', 'unread'],
  ['-5', 'EUR', 'notAbove'],
  ['0', 'EUR', 'notAbove'],
  ['0.00', 'EUR', 'notAbove'],
  ['100.005', 'EUR', 'tooFine'],
  ['100.5', 'JPY', 'tooFine'],
  ['0.01', 'EUR', undefined],
  ['100.0500', 'EUR', undefined],
  ['100.05', 'HUF', undefined],
  ['100', 'JPY', undefined],
] as const)('%s %s: %s', (amount, currency, wrong) => expect(wrongOf(amount, currency)).toBe(wrong));

test('an invoice that is not paid needs no amount, another one that can be paid', () => {
  expect(['', ' ', '0', '0.00', '0,00', '12.50'].map((typed) => partRefusal(typed, 'EUR'))).toEqual(Array.from({ length: 6 }, () => undefined));
  expect(['-5', '1.005', 'x'].every((typed) => partRefusal(typed, 'EUR') !== undefined)).toBe(true);
});
