import { expect, test } from 'vitest';
import { fieldName, freeSlot, initialValues, linesOf, orderOf, pointerOf, unreadable } from './draftForm.ts';
import type { Invoice } from './queries.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const invoice = {
  currency: 'EUR',
  lines: [
    { invoice_line_id: 'a', description: 'Work', quantity: '5.5', unit_price: eur('95.00'), net: eur('522.50'), vat_rate: '27', billable_item_id: 'w' },
    { invoice_line_id: 'b', description: 'By hand', quantity: '1', unit_price: eur('10.00'), net: eur('10.00'), vat_rate: '0' },
  ],
} as unknown as Invoice;

test('lines go back as they came when nothing was changed', () => {
  expect(linesOf(initialValues(invoice), invoice)).toEqual(invoice.lines.map(({ invoice_line_id, description, quantity, unit_price, vat_rate }) => ({ invoice_line_id, description, quantity, unit_price, vat_rate })));
});
test('a line left out is not sent, a new one has no id', () => {
  const values = initialValues(invoice);
  const slot = freeSlot(values, invoice);
  if (slot === undefined) throw new Error('no room');
  const changed = { ...values, order: `1,${slot}`, [fieldName(slot, 'description')]: ' Travel ', [fieldName(slot, 'price')]: '12.5', [fieldName(slot, 'vat')]: '27' };
  expect(linesOf(changed, invoice)).toEqual([
    { invoice_line_id: 'b', description: 'By hand', quantity: '1', unit_price: eur('10.00'), vat_rate: '0' },
    { description: 'Travel', quantity: '1', unit_price: eur('12.5'), vat_rate: '27' },
  ]);
  expect(pointerOf(fieldName(slot, 'price'), orderOf(changed))).toBe('/lines/1/unit_price');
  expect(pointerOf(fieldName(0, 'price'), orderOf(changed))).toMatch(/^\/gone/);
});
test('the price of work stays what was agreed', () => {
  const values = { ...initialValues(invoice), [fieldName(0, 'price')]: '1', [fieldName(0, 'description')]: 'Better words' };
  expect(linesOf(values, invoice)[0]).toMatchObject({ description: 'Better words', unit_price: eur('95.00') });
});
test('what cannot be read is named by its field', () => {
  const values = { ...initialValues(invoice), [fieldName(1, 'price')]: 'much', [fieldName(0, 'description')]: ' ' };
  expect(unreadable(values)).toEqual({ [fieldName(1, 'price')]: 'amount', [fieldName(0, 'description')]: 'required' });
});
