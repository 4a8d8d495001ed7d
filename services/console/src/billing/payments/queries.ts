import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';

export type Payment = Schema<'Payment'>;

export const paymentsQuery = ({ customer }: { readonly customer?: string }) => {
  const query = { customer_id: customer };
  return listQuery(['billing', 'payments', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/billing/v1/payments', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

export const paymentsOf = (customer: string) =>
  queryOptions({
    queryKey: ['billing', 'payments', 'customer', customer],
    queryFn: ({ signal }) =>
      everyPage<Payment>((cursor) => read(api.GET('/api/billing/v1/payments', { params: { query: { customer_id: customer, cursor, limit: 200 } }, signal }))),
  });

export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'payments', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/billing/v1/payments/{payment_id}', { params: { path: { payment_id: id } }, signal })),
  });
