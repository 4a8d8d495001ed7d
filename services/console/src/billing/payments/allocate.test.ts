import { expect, test } from 'vitest';
import { addUp, suggest } from './allocate.ts';

const invoice = (invoice_id: string, due_on: string, amount: string, currency = 'EUR') => ({ invoice_id, due_on, open: { amount, currency } });
const open = [invoice('b', '2026-12-01', '50.00'), invoice('a', '2026-11-01', '30.10'), invoice('h', '2026-10-01', '9000', 'HUF')];

test('what is due first is paid first, to the cent', () => {
  expect([...suggest('40.00', 'EUR', open)]).toEqual([['a', '30.10'], ['b', '9.90']]);
  expect([...suggest('30.10', 'EUR', open)]).toEqual([['a', '30.10']]);
});
test('more than is owed leaves credit', () => {
  expect([...suggest('100', 'EUR', open).values()]).toEqual(['30.10', '50.00']);
  expect(addUp('100', 'EUR', ['30.10', '50.00', ''])).toEqual({ applied: { amount: '80.1000', currency: 'EUR' }, left: { amount: '19.90', currency: 'EUR' }, over: false });
});
test('more applied than came in is said', () => {
  expect(addUp('10', 'EUR', ['30.10'])).toMatchObject({ left: { amount: '-20.10' }, over: true });
  expect(addUp('10', 'EUR', [])).toMatchObject({ left: { amount: '10.00' }, over: false });
});
