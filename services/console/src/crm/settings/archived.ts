/* Pipelines that were put out of use, and the way back. */
import { queryOptions } from '@tanstack/react-query';
import { api, etagOf, read, writing } from '../../api/client.ts';
import type { Pipeline } from './queries.ts';

/** Pipelines out of use. */
export const archivedPipelinesQuery = queryOptions({
  queryKey: ['crm', 'pipelines', 'archived'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/pipelines', { params: { query: { archived: true } }, signal }))).items.filter((one) => one.archived),
});
export const restorePipeline = (pipeline: Pipeline, key: string) =>
  read(api.POST('/api/crm/v1/pipelines/{pipeline_id}/restore', { params: { path: { pipeline_id: pipeline.pipeline_id }, ...writing(key, etagOf(pipeline)) }, body: {} }));
