import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';

export type Center = Schema<'CostCenter'>;

export const centersQuery = () =>
  listQuery(['expenses', 'cost-centers', 'list'] as const, (cursor, signal) => read(api.GET('/api/expenses/v1/cost-centers', { params: { query: { cursor, limit: 100 } }, signal })));
export const openCenter = (body: Schema<'OpenCostCenter'>, key: string) => read(api.POST('/api/expenses/v1/cost-centers', { params: writing(key), body }));
export const changeCenter = (id: string, body: Schema<'ChangeCostCenter'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/expenses/v1/cost-centers/{cost_center_id}', { params: { path: { cost_center_id: id }, ...writing(key, etag) }, body }));
export const readCenter = (id: string) => readVersioned(api.GET('/api/expenses/v1/cost-centers/{cost_center_id}', { params: { path: { cost_center_id: id } } }));

export const settingsQuery = queryOptions({
  queryKey: ['expenses', 'settings'],
  queryFn: ({ signal }) => readVersioned(api.GET('/api/expenses/v1/settings', { signal })),
});
export const changeSettings = (body: Schema<'ExpenseSettings'>, key: string, etag: string) =>
  readVersioned(api.PUT('/api/expenses/v1/settings', { params: writing(key, etag), body }));
