/*
 * Files that become records, as the service tells of them. Not called `queries`: those come with the frame, this with the pages
 * that show it. Keys name what the events of the service name, so that live updates find them.
 */
import { queryOptions } from '@tanstack/react-query';
import { api, newKey, read, writing, type Page, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { ProblemError } from '../../api/problems.ts';
import type { importOrders, OrderOf } from '../parts/orders.ts';

export type Import = Schema<'FileImport'>;
export type Summary = Schema<'ImportSummary'>;
export type Kind = Import['kind'];
export type Status = Import['status'];
export type Settings = Schema<'ImportSettings'>;
export type Rule = Settings['columns'][number];
export type Field = Schema<'ImportField'>;
export type Row = Schema<'ImportRow'>;
export type Remark = Row['remarks'][number];
export type Outcome = NonNullable<Row['outcome']>;
export type Deed = Schema<'ImportDeed'>;
export type Values = Schema<'ImportColumnValues'>;

export const kinds = ['leads', 'contacts', 'accounts', 'deals', 'activities'] as const satisfies readonly Kind[];
export const outcomes = ['created', 'updated', 'known', 'left_out', 'refused'] as const satisfies readonly Outcome[];
export const mostBytes = 20 * 1024 * 1024;

const path = (id: string) => ({ path: { import_id: id } });
export const importsQuery = (sort: OrderOf<typeof importOrders>) =>
  listQuery(['crm', 'imports', 'list', sort] as const, (cursor, signal): Promise<Page<Summary>> => read(api.GET('/api/crm/v1/imports', { params: { query: { sort, cursor, limit: 50 } }, signal })));
const atWork: readonly Status[] = ['checking', 'running', 'undoing'];
export const isAtWork = (one: { readonly status: Status }) => atWork.includes(one.status);
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'imports', id],
    queryFn: ({ signal }) => read(api.GET('/api/crm/v1/imports/{import_id}', { params: path(id), signal })),
    // Live updates tell of progress; where they cannot come, it is asked for.
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 2000 : false),
  });
export const valuesQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['crm', 'imports', id, 'values', version],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/imports/{import_id}/values', { params: path(id), signal }))).items,
  });
type RowsAsked = { readonly outcome?: Outcome | undefined; readonly remarked?: true | undefined; readonly cursor: string | undefined; readonly limit: number };
export const rowsPage = (id: string, query: RowsAsked, signal: AbortSignal): Promise<Page<Row>> =>
  read(api.GET('/api/crm/v1/imports/{import_id}/rows', { params: { ...path(id), query }, signal }));
export const rowsQuery = (id: string, shown: Outcome | 'remarked' | undefined, version: number) =>
  listQuery(['crm', 'imports', id, 'rows', shown, version] as const, (cursor, signal) =>
    rowsPage(id, { outcome: shown === 'remarked' ? undefined : shown, remarked: shown === 'remarked' || undefined, cursor, limit: 50 }, signal),
  );
export const keptQuery = (id: string, version: number) =>
  listQuery(['crm', 'imports', id, 'kept', version] as const, (cursor, signal): Promise<Page<Deed>> =>
    read(api.GET('/api/crm/v1/imports/{import_id}/records', { params: { ...path(id), query: { undo: 'kept', cursor, limit: 50 } }, signal })),
  );

/** The file itself is the body. */
export async function sendFile(file: File, kind: Kind | undefined): Promise<Import> {
  const query = new URLSearchParams({ name: file.name, ...(kind && { kind }) });
  const headers = { 'X-Requested-With': 'gerinc', 'Content-Type': file.name.endsWith('.xlsx') ? 'application/octet-stream' : 'text/csv' };
  const response = await fetch(`/api/crm/v1/imports?${query}`, { method: 'POST', body: file, headers }).catch(() => {
    throw ProblemError.offline();
  });
  if (!response.ok) throw await ProblemError.from(response);
  return response.json();
}

export const fetchImport = (id: string) => read(api.GET('/api/crm/v1/imports/{import_id}', { params: path(id) }));
/** What is done with an import, on the version it was shown at. */
const on = ({ import_id: id }: Import, etag: string, key: string) => ({ ...path(id), ...writing(key, etag) });
export const putSettings = (one: Import, body: Settings, etag: string, key: string) => read(api.PUT('/api/crm/v1/imports/{import_id}/settings', { params: on(one, etag, key), body }));
export const readAgain = (one: Import, body: Schema<'ReadImportAgain'>, etag: string, key: string) => read(api.POST('/api/crm/v1/imports/{import_id}/read-again', { params: on(one, etag, key), body }));
export const check = (one: Import, etag: string, key: string) => read(api.POST('/api/crm/v1/imports/{import_id}/check', { params: on(one, etag, key) }));
export const run = (one: Import, etag: string, key: string) => read(api.POST('/api/crm/v1/imports/{import_id}/run', { params: on(one, etag, key) }));
// Its version grows by itself meanwhile.
export const stop = ({ import_id: id }: Import) => read(api.POST('/api/crm/v1/imports/{import_id}/stop', { params: { ...path(id), ...writing(newKey()) } }));
export const undo = (one: Import, etag: string, key: string) => read(api.POST('/api/crm/v1/imports/{import_id}/undo', { params: on(one, etag, key) }));
export const discard = (one: Import, etag: string, key: string) => read(api.DELETE('/api/crm/v1/imports/{import_id}', { params: on(one, etag, key) }));
/** What is still being prepared. */
export const isDraft = ({ status }: { readonly status: Status }) => status === 'draft' || status === 'checked';
