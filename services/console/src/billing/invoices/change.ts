/* What is done with invoices. It comes with their dialogs, not with the frame. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

export const issueInvoice = (id: string, issuedOn: string | null, etag: string, key: string) =>
  readVersioned(
    api.POST('/api/billing/v1/invoices/{invoice_id}/issue', {
      params: { path: { invoice_id: id }, ...writing(key, etag) },
      body: { issued_on: issuedOn } satisfies Schema<'IssueInvoice'>,
    }),
  );

export const discardInvoice = (id: string, etag: string, key: string) =>
  readVersioned(api.POST('/api/billing/v1/invoices/{invoice_id}/discard', { params: { path: { invoice_id: id }, ...writing(key, etag) } }));

export const rewriteDraft = (id: string, lines: Schema<'DraftLine'>[], etag: string, key: string) =>
  readVersioned(
    api.PATCH('/api/billing/v1/invoices/{invoice_id}', {
      params: { path: { invoice_id: id }, ...writing(key, etag) },
      body: { lines } satisfies Schema<'RewriteDraft'>,
    }),
  );

export const setInvoiceSettings = (body: Schema<'SetInvoiceSettings'>, etag: string, key: string) =>
  readVersioned(api.PUT('/api/billing/v1/invoice-settings', { params: writing(key, etag), body }));
