/* Merges of a record. Not called `queries`: those come with the frame, this with the pages that show it. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import type { mergeOrders, OrderOf } from '../parts/orders.ts';

export type Merged = Schema<'Merge'>;
/** Merges that hold in which a record goes on, or in which it ended; the newest first. */
export const mergesOf = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'merges', id],
    queryFn: async ({ signal }) => (await everyPage((cursor) => read(api.GET('/api/crm/v1/merges', { params: { query: { record_id: id, cursor, limit: 200 } }, signal })))).filter((one) => !one.undone_at),
  });

type Asked = { readonly kind?: Merged['kind'] | undefined; readonly merged_by?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined; readonly undone?: boolean | undefined; readonly sort?: OrderOf<typeof mergeOrders> };
/** All that there were. */
export const mergesQuery = (asked: Asked) =>
  listQuery(['crm', 'merges', 'list', asked] as const, (cursor, signal) => read(api.GET('/api/crm/v1/merges', { params: { query: { ...asked, cursor, limit: 50 } }, signal })));
