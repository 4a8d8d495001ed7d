/* What is told of an invoice that is another one by the time something is done with it, or its lines are saved. */
import type { QueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { date, money, number, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Field, Fields } from '../../ui/meeting.tsx';
import { initialValues, linesOf } from './draftForm.ts';
import { invoiceQuery, type Invoice } from './queries.ts';

type DraftLine = Schema<'DraftLine'>;
/** The lines of a draft, as the form sends those that nobody touched. */
export type Draft = { readonly lines: readonly DraftLine[] };
export const draftOf = (invoice: Invoice): Draft => ({ lines: linesOf(initialValues(invoice), invoice) });

type Line = Pick<DraftLine, 'description' | 'quantity' | 'unit_price' | 'vat_rate' | 'invoice_line_id'>;
export const lineField = (): Field<readonly Line[]> => ({
  label: t('billing.lines'),
  show: (lines) => (
    <ul>
      {lines.map((one, at) => (
        <li key={one.invoice_line_id ?? `new${at}`}>{[one.description, `${number(one.quantity, 4)} × ${money(one.unit_price, 'exact')}`, `${t('billing.vat')} ${percent(one.vat_rate, 2)}`].join(' · ')}</li>
      ))}
    </ul>
  ),
});

export function aboutInvoice<I extends Invoice>(queries: QueryClient, base: Versioned<I>) {
  const { invoice_id: id, number: named, customer_name } = base.value;
  const fields: Fields<Invoice> = {
    status: { label: t('billing.status'), show: (status) => t(`billing.invoice.status.${status}`) },
    number: { label: t('billing.invoice.number') },
    issued_on: { label: t('billing.invoice.issuedOn'), show: (day) => date(day) },
    gross: { label: t('billing.gross'), show: (gross) => money(gross, 'exact') },
    lines: lineField() as Field<Invoice['lines']>,
  };
  const fetch = async (): Promise<Versioned<Invoice>> => queries.fetchQuery({ ...invoiceQuery(id), staleTime: 0 });
  return { service: 'billing', id, title: named ?? `${t('billing.invoice.draft')}, ${customer_name}`, fields, base: base as Versioned<Invoice>, fetch } as const;
}
