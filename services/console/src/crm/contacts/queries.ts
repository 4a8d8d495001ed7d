import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';

export type Contact = Schema<'ContactView'>;

export const contactsQuery = ({ name, account }: { readonly name?: string; readonly account?: string }) =>
  listQuery(['crm', 'contacts', 'list', { name, account }] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/contacts', { params: { query: { name, account_id: account, cursor, limit: 100 } }, signal })),
  );

const path = (id: string) => ({ path: { contact_id: id } });
export const fetchContact = (id: string, signal?: AbortSignal) => readVersioned(api.GET('/api/crm/v1/contacts/{contact_id}', { params: path(id), ...(signal ? { signal } : {}) }));
export const contactQuery = (id: string) => queryOptions({ queryKey: ['crm', 'contacts', id], queryFn: ({ signal }) => fetchContact(id, signal) });

/** The people of one account, for choosing one of them. */
export const contactsOf = (accountId: string) =>
  queryOptions({
    queryKey: ['crm', 'contacts', 'of', accountId],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/contacts', { params: { query: { account_id: accountId, limit: 200 } }, signal }))).items,
  });
