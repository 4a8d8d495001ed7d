/* How the organisation sells: pipelines, custom fields, tags, loss reasons, products and price lists. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';

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

export const tagsQuery = queryOptions({
  queryKey: ['crm', 'tags'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/tags', { signal }))).items,
  ...rarely,
});
export const makeTag = (body: Schema<'MakeTag'>, key: string) => read(api.POST('/api/crm/v1/tags', { params: writing(key), body }));

export const reasonsQuery = queryOptions({
  queryKey: ['crm', 'loss_reasons'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/loss-reasons', { signal }))).items,
  ...rarely,
});
export const addReason = (name: string, key: string) => read(api.POST('/api/crm/v1/loss-reasons', { params: writing(key), body: { name } }));

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

/** All price lists by name, those out of use too. */
export const priceListsQuery = queryOptions({
  queryKey: ['crm', 'price_lists'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/price-lists', { params: { query: { archived: true } }, signal }))).items,
  ...rarely,
});
export const createPriceList = (body: Schema<'CreatePriceList'>, key: string) => read(api.POST('/api/crm/v1/price-lists', { params: writing(key), body }));

export const createPipeline = (body: Schema<'CreatePipeline'>, key: string) => read(api.POST('/api/crm/v1/pipelines', { params: writing(key), body }));
