/* Which invoices a payment pays. The service decides; this is what the form suggests and adds up while somebody types. */
import { minor, sums, type Money } from '../../i18n/format.ts';
import { parseAmount } from '../../i18n/parse.ts';

export type OpenInvoice = { readonly invoice_id: string; readonly due_on?: string | null; readonly open: Money };

const text = (value: bigint) => `${value / 10_000n}.${(value % 10_000n).toString().padStart(4, '0')}`.replace(/00$/, '');

/** Due first, paid first; what is left over is credit. Only invoices of the payment's currency. */
export function suggest(amount: string, currency: string, invoices: readonly OpenInvoice[]): Map<string, string> {
  const parts = new Map<string, string>();
  let left = minor(amount);
  for (const invoice of dueFirst(invoices)) {
    if (invoice.open.currency !== currency || left <= 0n) continue;
    const open = minor(invoice.open.amount);
    const part = open < left ? open : left;
    if (part > 0n) parts.set(invoice.invoice_id, text(part));
    left -= part;
  }
  return parts;
}

export const dueFirst = <T extends OpenInvoice>(invoices: readonly T[]): T[] => invoices.toSorted((a, b) => (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999'));

export type Sum = { readonly applied: Money; readonly left: Money; readonly over: boolean };

/** What was typed in all, and what of the payment is left as credit. `over` when more is applied than came in. */
export function addUp(amount: string, currency: string, typed: readonly string[]): Sum {
  const parts = typed.flatMap((one) => parseAmount(one) ?? []).map((one) => ({ amount: one, currency }));
  const applied = sums(parts)[0] ?? { amount: '0', currency };
  const left = minor(amount) - minor(applied.amount);
  return { applied, left: { amount: left < 0n ? `-${text(-left)}` : text(left), currency }, over: left < 0n };
}
