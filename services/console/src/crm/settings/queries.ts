/* How the organisation sells: pipelines, custom fields, tags, loss reasons, products and price lists. */
import { queryOptions } from '@tanstack/react-query';
import { api, etagOf, read, readVersioned, writing, type Schema } from '../../api/client.ts';

export type Field = Schema<'FieldView'>;
export type FieldRecord = Field['record'];
export type FieldValue = Schema<'FieldValue'>;
export type Custom = Readonly<Record<string, FieldValue>>;
export type Tag = Schema<'TagView'>;
export type Reason = Schema<'LossReasonView'>;
export type Product = Schema<'ProductView'>;
export type PriceList = Schema<'PriceListView'>;
export type Pipeline = Schema<'PipelineView'>;
export type Requirement = Schema<'Requirement'>;

const rarely = { staleTime: 5 * 60_000 };

export const fieldsQuery = (record: FieldRecord) =>
  queryOptions({
    queryKey: ['crm', 'custom_fields', record],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/custom-fields', { params: { query: { record } }, signal }))).items,
    ...rarely,
  });
export const defineField = (body: Schema<'DefineField'>, key: string) => read(api.POST('/api/crm/v1/custom-fields', { params: writing(key), body }));
export const updateField = (field: Field, body: Schema<'UpdateField'>, key: string) =>
  read(api.PATCH('/api/crm/v1/custom-fields/{field_id}', { params: { path: { field_id: field.field_id }, ...writing(key, etagOf(field)) }, body }));

export const tagsQuery = queryOptions({
  queryKey: ['crm', 'tags'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/tags', { signal }))).items,
  ...rarely,
});
export const makeTag = (body: Schema<'MakeTag'>, key: string) => read(api.POST('/api/crm/v1/tags', { params: writing(key), body }));
export const updateTag = (tag: Tag, body: Schema<'UpdateTag'>, key: string) =>
  read(api.PATCH('/api/crm/v1/tags/{tag_id}', { params: { path: { tag_id: tag.tag_id }, ...writing(key, etagOf(tag)) }, body }));
export const mergeTag = (tag: Tag, into: string, key: string) =>
  read(api.POST('/api/crm/v1/tags/{tag_id}/merge', { params: { path: { tag_id: tag.tag_id }, ...writing(key, etagOf(tag)) }, body: { into_tag_id: into } }));

export const reasonsQuery = queryOptions({
  queryKey: ['crm', 'loss_reasons'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/loss-reasons', { signal }))).items,
  ...rarely,
});
export const addReason = (name: string, key: string) => read(api.POST('/api/crm/v1/loss-reasons', { params: writing(key), body: { name } }));
export const updateReason = (reason: Reason, body: Schema<'UpdateReason'>, key: string) =>
  read(api.PATCH('/api/crm/v1/loss-reasons/{loss_reason_id}', { params: { path: { loss_reason_id: reason.loss_reason_id }, ...writing(key, etagOf(reason)) }, body }));

export const lossesQuery = (from: string | undefined) =>
  queryOptions({
    queryKey: ['crm', 'deals', 'losses', from],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/losses', { params: { query: { from } }, signal }))).items,
  });

/** The products that have these words, the first twenty by name. */
export const productsLike = (q: string) =>
  queryOptions({
    queryKey: ['crm', 'products', 'like', q],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/products', { params: { query: { q: q.trim() || undefined, limit: 20 } }, signal }))).items,
    ...rarely,
  });
export const productQuery = (id: string) =>
  queryOptions({ queryKey: ['crm', 'products', id], queryFn: ({ signal }) => read(api.GET('/api/crm/v1/products/{product_id}', { params: { path: { product_id: id } }, signal })), ...rarely });
export const createProduct = (body: Schema<'CreateProduct'>, key: string) => read(api.POST('/api/crm/v1/products', { params: writing(key), body }));
export const updateProduct = (product: Product, body: Schema<'UpdateProduct'>, key: string) =>
  read(api.PATCH('/api/crm/v1/products/{product_id}', { params: { path: { product_id: product.product_id }, ...writing(key, etagOf(product)) }, body }));

/** All price lists by name, those out of use too. */
export const priceListsQuery = queryOptions({
  queryKey: ['crm', 'price_lists'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/price-lists', { params: { query: { archived: true } }, signal }))).items,
  ...rarely,
});
export const createPriceList = (body: Schema<'CreatePriceList'>, key: string) => read(api.POST('/api/crm/v1/price-lists', { params: writing(key), body }));
export const updatePriceList = (list: PriceList, body: Schema<'UpdatePriceList'>, key: string) =>
  read(api.PATCH('/api/crm/v1/price-lists/{price_list_id}', { params: { path: { price_list_id: list.price_list_id }, ...writing(key, etagOf(list)) }, body }));

export const createPipeline = (body: Schema<'CreatePipeline'>, key: string) => read(api.POST('/api/crm/v1/pipelines', { params: writing(key), body }));
export const updatePipeline = (pipeline: Pipeline, body: Schema<'UpdatePipeline'>, key: string) =>
  read(api.PATCH('/api/crm/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id: pipeline.pipeline_id }, ...writing(key, etagOf(pipeline)) }, body }));
export const archivePipeline = (pipeline: Pipeline, moveTo: string | null, key: string) =>
  readVersioned(
    api.POST('/api/crm/v1/pipelines/{pipeline_id}/archive', {
      params: { path: { pipeline_id: pipeline.pipeline_id }, ...writing(key, etagOf(pipeline)) },
      body: { move_to_stage_id: moveTo },
    }),
  );
