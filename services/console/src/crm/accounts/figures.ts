/* What other services know of an account. Apart from `queries`, which come with the frame: only its page asks this. */
import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';

/** The customer that billing made of an account, if it has. */
export const customerOf = (accountId: string) =>
  queryOptions({
    queryKey: ['billing', 'customers', 'of', accountId],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/billing/v1/customers', { params: { query: { account_id: accountId, limit: 1 } }, signal }))).items[0] ?? null,
  });

/** Sums of some ledger accounts about a client, each the total that Explain shows for the same question. */
export const figureOf = (account: string, accountId: string) =>
  queryOptions({
    queryKey: ['reporting', 'explain', 'sum', account, accountId],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/reporting/v1/explain', { params: { query: { account, customer_id: accountId, limit: 1 } }, signal }))).sums,
  });
