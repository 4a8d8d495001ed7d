import { queryOptions } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';

export type Known = { readonly company?: string; readonly person?: string; readonly website?: string; readonly email?: string; readonly phone?: string; readonly tax_number?: string };
export type MergeKind = 'account' | 'contact' | 'lead';

/** Records that may be the same as what is known; a value that cannot be one yet, such as half an address, is left out. */
export const duplicatesLike = (known: Known) =>
  queryOptions({
    queryKey: ['crm', 'duplicates', known],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/duplicates', { params: { query: Object.fromEntries(Object.entries(known).filter(([, value]) => value)) as Known }, signal }))).items,
    enabled: Object.values(known).some(Boolean),
  });

/** Records of the same kind that may be the same as one, by whatever it is reached and called. */
export const sameAs = (kind: 'account' | 'contact', id: string) =>
  queryOptions({
    queryKey: ['crm', `${kind}s`, id, 'duplicates'],
    queryFn: async ({ signal }) => {
      const answer =
        kind === 'account'
          ? api.GET('/api/crm/v1/accounts/{account_id}/duplicates', { params: { path: { account_id: id } }, signal })
          : api.GET('/api/crm/v1/contacts/{contact_id}/duplicates', { params: { path: { contact_id: id } }, signal });
      return (await read(answer)).items;
    },
  });

const send = (kind: MergeKind, id: string, body: Schema<'MergeRecords'>, key: string) => {
  if (kind === 'account') return api.POST('/api/crm/v1/accounts/{account_id}/merge', { params: { path: { account_id: id }, ...writing(key) }, body });
  if (kind === 'contact') return api.POST('/api/crm/v1/contacts/{contact_id}/merge', { params: { path: { contact_id: id }, ...writing(key) }, body });
  return api.POST('/api/crm/v1/leads/{lead_id}/merge', { params: { path: { lead_id: id }, ...writing(key) }, body });
};
/** Lets a record end in the one that goes on. */
export const merge = async (kind: MergeKind, goesOn: string, ends: string, key: string): Promise<Schema<'Merge'>> => (await send(kind, goesOn, { merged_id: ends }, key)).data as Schema<'Merge'>;
export const undoMerge = (id: string, key: string) => read(api.POST('/api/crm/v1/merges/{merge_id}/undo', { params: { path: { merge_id: id }, ...writing(key) } }));
