import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../../api/client.ts';
import { everyPage } from '../../api/lists.ts';

export type Work = Schema<'BillableItem'>;

/** All work on no invoice: what should be billed must be whole, so every page is read. */
export const unbilledQuery = queryOptions({
  queryKey: ['billing', 'work', 'unbilled'],
  queryFn: ({ signal }) =>
    everyPage<Work>((cursor) => read(api.GET('/api/billing/v1/work', { params: { query: { status: 'unbilled', cursor, limit: 200 } }, signal }))),
});

export const workItemQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'work', id],
    queryFn: ({ signal }) => read(api.GET('/api/billing/v1/work/{billable_item_id}', { params: { path: { billable_item_id: id } }, signal })),
  });

export const timeEntryQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', 'time-entries', id],
    queryFn: ({ signal }) => read(api.GET('/api/projects/v1/time-entries/{time_entry_id}', { params: { path: { time_entry_id: id } }, signal })),
  });

/** The events that led to a record, from the deal on. */
export const traceQuery = (id: string) =>
  queryOptions({
    queryKey: ['reporting', 'trace', id],
    queryFn: ({ signal }) =>
      everyPage<Schema<'LinkView'>>((cursor) => read(api.GET('/api/reporting/v1/trace/{id}', { params: { path: { id }, query: { cursor, limit: 200 } }, signal }))),
  });
