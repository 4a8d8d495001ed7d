import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema } from '../../api/client.ts';

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'customers', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/billing/v1/customers/{customer_id}', { params: { path: { customer_id: id } }, signal })),
  });

export const statementQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'customers', id, 'statement'],
    queryFn: async ({ signal }) => (await read(api.GET('/api/billing/v1/customers/{customer_id}/statement', { params: { path: { customer_id: id } }, signal }))).items,
  });

export const saveTerms = (id: string, days: number, etag: string, key: string) =>
  readVersioned(
    api.PATCH('/api/billing/v1/customers/{customer_id}', {
      params: { path: { customer_id: id }, ...writing(key, etag) },
      body: { payment_terms_days: days } satisfies Schema<'UpdateCustomer'>,
    }),
  );
