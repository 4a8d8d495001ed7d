/* Changing on which terms a customer pays. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

export const saveTerms = (id: string, days: number, etag: string, key: string) =>
  readVersioned(
    api.PATCH('/api/billing/v1/customers/{customer_id}', {
      params: { path: { customer_id: id }, ...writing(key, etag) },
      body: { payment_terms_days: days } satisfies Schema<'UpdateCustomer'>,
    }),
  );
