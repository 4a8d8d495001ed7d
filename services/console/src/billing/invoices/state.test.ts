import { expect, test } from 'vitest';
import { daysLate, lineNet, shownState } from './state.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const invoice = { status: 'issued', due_on: '2026-11-20', open: eur('10.00'), paid: eur('0.00') } as const;

test('an open invoice is late the day after it is due', () => {
  expect(shownState(invoice, '2026-11-20')).toBe('issued');
  expect(shownState(invoice, '2026-11-21')).toBe('overdue');
  expect(daysLate(invoice, '2026-11-23')).toBe(3);
  expect(daysLate({ ...invoice, open: eur('0.00') }, '2026-11-23')).toBe(0);
});
test('partly paid says so unless it is late', () => {
  expect(shownState({ ...invoice, paid: eur('1.00') }, '2026-11-20')).toBe('partly');
  expect(shownState({ ...invoice, paid: eur('1.00') }, '2026-12-01')).toBe('overdue');
  expect(shownState({ ...invoice, status: 'paid' }, '2026-12-01')).toBe('paid');
});
test('the net of a line is exact and rounds half away from zero', () => {
  expect(lineNet('5.5', '95.00')).toBe('522.50');
  expect(lineNet('3', '0.005')).toBe('0.02');
  expect(lineNet('0.1', '0.2')).toBe('0.02');
  expect(lineNet('1', '123456789012345.67')).toBe('123456789012345.67');
  expect(lineNet('-1', '0.005')).toBe('-0.01');
});
