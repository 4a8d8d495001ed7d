import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
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
