import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned } from '../../api/client.ts';

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
