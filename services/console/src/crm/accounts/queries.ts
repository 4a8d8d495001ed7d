import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';

export type Account = Schema<'AccountView'>;

export const accountsQuery = ({ name }: { readonly name?: string }) =>
  listQuery(['crm', 'accounts', 'list', { name }] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/accounts', { params: { query: { name, cursor, limit: 100 } }, signal })),
  );

const path = (id: string) => ({ path: { account_id: id } });
export const fetchAccount = (id: string, signal?: AbortSignal) => readVersioned(api.GET('/api/crm/v1/accounts/{account_id}', { params: path(id), ...(signal ? { signal } : {}) }));
export const accountQuery = (id: string) => queryOptions({ queryKey: ['crm', 'accounts', id], queryFn: ({ signal }) => fetchAccount(id, signal) });
