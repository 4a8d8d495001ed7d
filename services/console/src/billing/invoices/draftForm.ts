/* The lines of a draft as a form: flat values, one set of fields per line, and a list of the lines in their order. */
import type { Schema } from '../../api/client.ts';
import { parseAmount, typedAmount } from '../../i18n/parse.ts';
import type { Invoice, InvoiceLine } from './queries.ts';

/** Room for lines added by hand; a draft holds a hundred in all. */
const room = 10;
const fields = ['description', 'quantity', 'price', 'vat'] as const;
type Field = (typeof fields)[number];
export type DraftValues = Readonly<Record<string, string>>;

export const fieldName = (slot: number, field: Field) => `l${slot}_${field}`;

export function initialValues(invoice: Invoice): DraftValues {
  const slots = Array.from({ length: invoice.lines.length + room }, (_, slot) => slot);
  const values = slots.flatMap((slot) => {
    const line = invoice.lines[slot];
    return fields.map((field) => [fieldName(slot, field), line ? valueOf(line, field) : field === 'quantity' ? '1' : ''] as const);
  });
  return { ...Object.fromEntries(values), order: invoice.lines.map((_, slot) => slot).join() };
}

function valueOf(line: InvoiceLine, field: Field): string {
  return { description: line.description, quantity: typedAmount(line.quantity), price: typedAmount(line.unit_price.amount), vat: typedAmount(line.vat_rate) }[field];
}

export const orderOf = (values: DraftValues): number[] => (values.order ? values.order.split(',').map(Number) : []);

/** The first slot that holds no line yet. */
export function freeSlot(values: DraftValues, invoice: Invoice): number | undefined {
  const used = new Set(orderOf(values));
  return Array.from({ length: room }, (_, at) => invoice.lines.length + at).find((slot) => !used.has(slot));
}

/** JSON pointer of a field as the lines would be sent now. */
export function pointerOf(name: string, order: readonly number[]): string {
  const found = /^l(\d+)_(\w+)$/.exec(name);
  if (!found) return `/${name}`;
  const at = order.indexOf(Number(found[1]));
  const field = { description: 'description', quantity: 'quantity', price: 'unit_price', vat: 'vat_rate' }[found[2] ?? ''] ?? '';
  return at < 0 ? `/gone/${name}` : `/lines/${at}/${field}`;
}

/** Fields that cannot be read, by what is wrong with them. */
export function unreadable(values: DraftValues): Record<string, 'required' | 'amount'> {
  const wrong: Record<string, 'required' | 'amount'> = {};
  for (const slot of orderOf(values)) {
    if (!values[fieldName(slot, 'description')]?.trim()) wrong[fieldName(slot, 'description')] = 'required';
    for (const field of ['quantity', 'price', 'vat'] as const) if (parseAmount(values[fieldName(slot, field)] ?? '') === null) wrong[fieldName(slot, field)] = 'amount';
  }
  return wrong;
}

export function linesOf(values: DraftValues, invoice: Invoice): Schema<'DraftLine'>[] {
  const read = (slot: number, field: Field) => values[fieldName(slot, field)] ?? '';
  return orderOf(values).map((slot) => {
    const line = invoice.lines[slot];
    // The price of work is what was agreed; it is sent back exactly as it came.
    const work = line?.billable_item_id ? line : undefined;
    return {
      ...(line ? { invoice_line_id: line.invoice_line_id } : {}),
      description: read(slot, 'description').trim(),
      quantity: work?.quantity ?? parseAmount(read(slot, 'quantity')) ?? '',
      unit_price: work?.unit_price ?? { amount: parseAmount(read(slot, 'price')) ?? '', currency: invoice.currency },
      vat_rate: parseAmount(read(slot, 'vat')) ?? '',
    };
  });
}
