import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';

export type Account = Schema<'AccountView'>;

export type AccountFilters = { readonly name?: string; readonly owner?: string; readonly tag?: string; readonly custom?: string; readonly sort?: '-name' | '-created_at' };
export const accountsQuery = ({ name, owner, tag, custom, sort }: AccountFilters) => {
  const query = { name, owner_id: owner, tag_id: tag, custom, sort };
  return listQuery(['crm', 'accounts', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/accounts', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

const path = (id: string) => ({ path: { account_id: id } });
export const fetchAccount = (id: string, signal?: AbortSignal) => readVersioned(api.GET('/api/crm/v1/accounts/{account_id}', { params: path(id), ...(signal ? { signal } : {}) }));
export const accountQuery = (id: string) => queryOptions({ queryKey: ['crm', 'accounts', id], queryFn: ({ signal }) => fetchAccount(id, signal) });

export const createAccount = (body: Schema<'CreateAccount'>, key: string) => readVersioned(api.POST('/api/crm/v1/accounts', { params: writing(key), body }));
export const updateAccount = (id: string, body: Schema<'UpdateAccount'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/crm/v1/accounts/{account_id}', { params: { ...path(id), ...writing(key, etag) }, body }));

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
