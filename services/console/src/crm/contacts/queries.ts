import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import { askFor, type contactSorts } from '../parts/sorts.ts';

export type Contact = Schema<'ContactView'>;

export type ContactFilters = { readonly name?: string; readonly account?: string; readonly owner?: string; readonly job?: string; readonly phone?: string; readonly city?: string; readonly country?: string; readonly tag?: string; readonly custom?: string; readonly sort?: (typeof contactSorts)[number]; readonly by?: string };
export const contactsQuery = ({ name, account, owner, job, phone, city, country, tag, custom, sort, by }: ContactFilters) => {
  const query = { q: name, account_id: account, owner_id: owner, job_title: job, phone, city, country, tag_id: tag, custom, ...askFor({ sort, by }) };
  return listQuery(['crm', 'contacts', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/contacts', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

const path = (id: string) => ({ path: { contact_id: id } });
export const fetchContact = (id: string, signal?: AbortSignal) => readVersioned(api.GET('/api/crm/v1/contacts/{contact_id}', { params: path(id), ...(signal ? { signal } : {}) }));
export const contactQuery = (id: string) => queryOptions({ queryKey: ['crm', 'contacts', id], queryFn: ({ signal }) => fetchContact(id, signal) });

/** The people of one account, for choosing one of them. */
export const contactsOf = (accountId: string) =>
  queryOptions({
    queryKey: ['crm', 'contacts', 'of', accountId],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/contacts', { params: { query: { account_id: accountId, cursor, limit: 200 } }, signal }))),
  });

