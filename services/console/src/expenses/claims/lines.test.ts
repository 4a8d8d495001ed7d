import { expect, test } from 'vitest';
import { asNew, emptyLine, fromLine, linePointers, toNewLine } from './lines.ts';
import type { ClaimLine, Receipt } from './queries.ts';

const receipt = (sha256: string): Receipt => ({ receipt_id: sha256, name: `${sha256}.jpg`, content_type: 'image/jpeg', size_bytes: 1, sha256, uploaded_at: '' });
const line = (id: string, receipts?: Receipt[]): ClaimLine => ({
  claim_line_id: id, category_id: 'c', category_name: 'Travel', description: id, spent_on: '2026-11-01', amount: { amount: '10.00', currency: 'EUR' }, receipts,
});

test('a form becomes a line', () => {
  const values = { ...emptyLine('2026-11-25', 'EUR'), amount: '1,234.50', category: 'c', description: ' Taxi ' };
  expect(toNewLine(values)).toEqual({
    claim_line_id: null, spent_on: '2026-11-25', category_id: 'c', description: 'Taxi', amount: { amount: '1234.50', currency: 'EUR' }, project_id: null, cost_center_id: null, charge: null,
  });
  expect(toNewLine({ ...values, billable: true }).charge).toBeNull();
  expect(toNewLine({ ...values, billable: true, project: 'p' }).charge).toEqual({ amount: { amount: '1234.50', currency: 'EUR' }, vat_rate: '27' });
});
test('a line comes back as it went', () => {
  const charged = { ...line('a'), project_id: 'p', charge: { amount: { amount: '12.00', currency: 'EUR' }, vat_rate: '0' } };
  expect(toNewLine(fromLine(charged), charged)).toEqual(asNew(charged));
});
test('errors find their field', () => expect(linePointers(2).amount).toBe('/lines/2/amount'));
test('a line that stays keeps its name, so that its receipts stay with it', () => {
  expect(asNew(line('a', [receipt('1')])).claim_line_id).toBe('a');
  expect(toNewLine(fromLine(line('a')), line('a')).claim_line_id).toBe('a');
});
