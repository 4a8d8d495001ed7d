/* Recording payments, and what they pay. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

export const receivePayment = (body: Schema<'ReceivePayment'>, key: string) => readVersioned(api.POST('/api/billing/v1/payments', { params: writing(key), body }));

export const applyPayment = (id: string, applications: Schema<'ApplyTo'>[], etag: string, key: string) =>
  readVersioned(
    api.POST('/api/billing/v1/payments/{payment_id}/apply', {
      params: { path: { payment_id: id }, ...writing(key, etag) },
      body: { applications } satisfies Schema<'ApplyPayment'>,
    }),
  );
