import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';

export type Invoice = Schema<'Invoice'>;
/** An invoice with the parties that were written down when it was issued. */
export type InvoiceDetails = Schema<'InvoiceDetails'>;
export type InvoiceLine = Schema<'InvoiceLine'>;
export const invoiceStatuses = ['draft', 'issued', 'paid', 'discarded'] as const;
export const invoiceSorts = ['-created_at', '-issued_on'] as const;

export type InvoiceFilters = {
  readonly status?: (typeof invoiceStatuses)[number];
  readonly overdue?: true;
  readonly customer?: string;
  readonly project?: string;
  /** The first and the last day on which they are due. */
  readonly dueFrom?: string;
  readonly dueBy?: string;
  readonly currency?: string;
  /** Something of them was open at the end of this day. */
  readonly openOn?: string;
  readonly sort?: (typeof invoiceSorts)[number];
};

export const invoicesQuery = ({ status, overdue, customer, project, dueFrom, dueBy, currency, openOn, sort }: InvoiceFilters) => {
  const query = { status, overdue, customer_id: customer, project_id: project, due_from: dueFrom, due_by: dueBy, currency, open_as_of: openOn, sort };
  return listQuery(['billing', 'invoices', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/billing/v1/invoices', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

const every = (query: { status?: 'draft' | 'issued'; customer_id?: string }, signal: AbortSignal) =>
  everyPage<Invoice>((cursor) => read(api.GET('/api/billing/v1/invoices', { params: { query: { ...query, cursor, limit: 200 } }, signal })));

export const draftsQuery = queryOptions({
  queryKey: ['billing', 'invoices', 'drafts'],
  queryFn: ({ signal }) => every({ status: 'draft' }, signal),
});

/** What a customer still owes: issued and not paid. */
export const openInvoicesQuery = (customer: string) =>
  queryOptions({
    queryKey: ['billing', 'invoices', 'open', customer],
    queryFn: ({ signal }) => every({ status: 'issued', customer_id: customer }, signal),
  });

export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'invoices', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/billing/v1/invoices/{invoice_id}', { params: { path: { invoice_id: id } }, signal })),
  });

export const agedQuery = queryOptions({
  queryKey: ['billing', 'invoices', 'aged'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/billing/v1/receivables', { signal }))).items,
});

/** The document of an issued invoice, in the language it was issued in. */
export const documentOf = (id: string) => `/api/billing/v1/invoices/${id}/pdf`;

export type InvoiceSettings = Schema<'InvoiceSettingsView'>;
export const invoiceSettingsQuery = queryOptions({
  queryKey: ['billing', 'invoice-settings'],
  queryFn: ({ signal }) => readVersioned(api.GET('/api/billing/v1/invoice-settings', { signal })),
});

/** What a change of an invoice or a payment makes stale, beside the record itself. */
export const invoiceKeys = [['billing'], ['reporting']] as const;
