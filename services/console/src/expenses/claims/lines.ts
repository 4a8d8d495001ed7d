/* A line of a claim as a form holds it, as the service takes it. */
import { parseAmount, typedAmount } from '../../i18n/parse.ts';
import type { ClaimLine, NewLine } from './queries.ts';

export type LineValues = {
  readonly spent_on: string;
  readonly amount: string;
  readonly currency: string;
  readonly category: string;
  readonly description: string;
  readonly project: string;
  readonly center: string;
  readonly billable: boolean;
  readonly charge: string;
  readonly vat: string;
};

export const emptyLine = (day: string, currency: string): LineValues => ({
  spent_on: day, amount: '', currency, category: '', description: '', project: '', center: '', billable: false, charge: '', vat: '27',
});

/** Where the service's errors about line `place` belong in the form. */
export const linePointers = (place: number) => ({
  spent_on: `/lines/${place}/spent_on`,
  amount: `/lines/${place}/amount`,
  category: `/lines/${place}/category_id`,
  description: `/lines/${place}/description`,
  project: `/lines/${place}/project_id`,
  center: `/lines/${place}/cost_center_id`,
  charge: `/lines/${place}/charge/amount`,
  vat: `/lines/${place}/charge/vat_rate`,
  billable: `/lines/${place}/charge`,
});

/** `before` is the line it was, whose receipts it keeps; none for a new one. */
export function toNewLine(values: LineValues, before?: ClaimLine): NewLine {
  const money = (amount: string) => ({ amount: parseAmount(amount) ?? amount, currency: values.currency });
  return {
    claim_line_id: before?.claim_line_id ?? null,
    spent_on: values.spent_on,
    category_id: values.category,
    description: values.description.trim(),
    amount: money(values.amount),
    project_id: values.project || null,
    cost_center_id: values.center || null,
    // What the client is charged is what it cost, unless somebody says another amount.
    charge: values.project && values.billable ? { amount: money(values.charge.trim() || values.amount), vat_rate: parseAmount(values.vat) ?? values.vat } : null,
  };
}

export const fromLine = (line: ClaimLine): LineValues => ({
  spent_on: line.spent_on,
  amount: typedAmount(line.amount.amount),
  currency: line.amount.currency,
  category: line.category_id,
  description: line.description,
  project: line.project_id ?? '',
  center: line.cost_center_id ?? '',
  billable: Boolean(line.charge),
  charge: line.charge && line.charge.amount.amount !== line.amount.amount ? typedAmount(line.charge.amount.amount) : '',
  vat: typedAmount(line.charge?.vat_rate ?? '27'),
});

export const asNew = (line: ClaimLine): NewLine => ({
  claim_line_id: line.claim_line_id,
  spent_on: line.spent_on,
  category_id: line.category_id,
  description: line.description,
  amount: line.amount,
  project_id: line.project_id ?? null,
  cost_center_id: line.cost_center_id ?? null,
  charge: line.charge ? { amount: line.charge.amount, vat_rate: line.charge.vat_rate } : null,
});
