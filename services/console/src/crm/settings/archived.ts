/* What was put out of use. */
import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import type { FieldRecord } from './queries.ts';

/** Pipelines out of use. */
export const archivedPipelinesQuery = queryOptions({
  queryKey: ['crm', 'pipelines', 'archived'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/pipelines', { params: { query: { archived: true } }, signal }))).items.filter((one) => one.archived),
});

/** Own fields of a kind of record out of use. */
export const archivedFieldsQuery = (record: FieldRecord) =>
  queryOptions({
    queryKey: ['crm', 'custom_fields', 'archived', record],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/custom-fields', { params: { query: { record, archived: true } }, signal }))).items.filter((one) => one.archived),
  });
export const archivedReasonsQuery = queryOptions({
  queryKey: ['crm', 'loss_reasons', 'archived'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/loss-reasons', { params: { query: { archived: true } }, signal }))).items.filter((one) => one.archived),
});
