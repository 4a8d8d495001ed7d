/* Merges of a record. Not called `queries`: those come with the frame, this with the pages that show it. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../../api/client.ts';
import { everyPage } from '../../api/lists.ts';

export type Merged = Schema<'Merge'>;
/** Merges that hold in which a record goes on, or in which it ended; the newest first. */
export const mergesOf = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'merges', id],
    queryFn: async ({ signal }) => (await everyPage((cursor) => read(api.GET('/api/crm/v1/merges', { params: { query: { record_id: id, cursor, limit: 200 } }, signal })))).filter((one) => !one.undone_at),
  });
