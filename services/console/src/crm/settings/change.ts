/* Changing how the organisation sells: what two people change of the same thing is brought together, or asked about. */
import { api, etagOf, read, writing, type Schema } from '../../api/client.ts';
import { date, listed, money, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { changerOf, meeting } from '../../ui/meeting.tsx';
import { requestOf as choicesOf, type ChoiceSays } from './choiceRows.ts';
import { priceSays, type PriceSays } from './prices.ts';
import type { Field, Pipeline, PriceList, Product, Reason, Tag } from './queries.ts';
import { requestOf, requirementOf, stagesOf, wordOf } from './stages.ts';

const yesNo = (is: boolean) => t(is ? 'crm.field.yes' : 'crm.field.no');
const name = () => ({ label: t('crm.settings.name') });
const archived = () => ({ label: t('crm.pipeline.archived'), show: yesNo });
const position = () => ({ label: t('crm.order') });
const merges = () => import('../../api/merge.ts');

/** What is changed of a field of the organisation's own; each choice with what it was called, so that another name is no other choice. */
export type FieldSays = Omit<Schema<'UpdateField'>, 'choices' | 'renamed'> & { readonly choices?: readonly ChoiceSays[] };
export const changeField = changerOf<Field, FieldSays, Field>({
  service: 'crm',
  id: (one) => one.field_id,
  title: (one) => one.name,
  fields: () => ({
    name: name(),
    choices: { label: t('crm.field.choices'), show: (all) => listed(all.map((one) => one.name)) },
    required: { label: t('crm.field.required'), show: yesNo },
    archived: archived(),
    position: position(),
  }),
  says: ({ choices, ...one }) => ({ ...one, choices: choices.map((choice) => ({ was: choice, name: choice })) }),
  fetch: ({ field_id }) => read(api.GET('/api/crm/v1/custom-fields/{field_id}', { params: { path: { field_id } } })),
  // A choice that was taken out meanwhile comes back as a new one.
  merge: async () => ({ choices: (await merges()).mergeLists<ChoiceSays>({ id: (one) => one.was, anew: ({ name: called }) => ({ name: called }) }) }),
  send: ({ field_id }, { choices, ...body }, etag, key) =>
    read(api.PATCH('/api/crm/v1/custom-fields/{field_id}', { params: { path: { field_id }, ...writing(key, etag) }, body: { ...body, ...(choices && choicesOf(choices)) } })),
});

export const changeTag = changerOf<Tag, Schema<'UpdateTag'>, Tag>({
  service: 'crm',
  id: (one) => one.tag_id,
  title: (one) => one.name,
  fields: () => ({ name: name(), color: { label: t('crm.tag.color'), show: (color) => t(`crm.color.${color}`) } }),
  fetch: ({ tag_id }) => read(api.GET('/api/crm/v1/tags/{tag_id}', { params: { path: { tag_id } } })),
  send: ({ tag_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/tags/{tag_id}', { params: { path: { tag_id }, ...writing(key, etag) }, body })),
});
/** Every record that has the tag gets the other one; null when it is left, since it is called otherwise by now. */
export const mergeTag = (tag: Tag, into: string) =>
  meeting.act<Tag, Tag>({
    service: 'crm',
    id: tag.tag_id,
    title: tag.name,
    fields: { name: name() },
    base: { value: tag, etag: etagOf(tag) },
    label: t('crm.tag.doMerge'),
    can: (now) => !now.merged_into,
    upon: ['name', 'merged_into'],
    fetch: async () => {
      const value = await read(api.GET('/api/crm/v1/tags/{tag_id}', { params: { path: { tag_id: tag.tag_id } } }));
      return { value, etag: etagOf(value) };
    },
    send: (etag, key) => read(api.POST('/api/crm/v1/tags/{tag_id}/merge', { params: { path: { tag_id: tag.tag_id }, ...writing(key, etag) }, body: { into_tag_id: into } })),
  });

export const changeReason = changerOf<Reason, Schema<'UpdateReason'>, Reason>({
  service: 'crm',
  id: (one) => one.loss_reason_id,
  title: (one) => one.name,
  fields: () => ({ name: name(), archived: archived(), position: position() }),
  // There are a few only, and no way to one of them.
  fetch: async (reason) => (await read(api.GET('/api/crm/v1/loss-reasons', { params: { query: { archived: true } } }))).items.find((one) => one.loss_reason_id === reason.loss_reason_id) ?? reason,
  send: ({ loss_reason_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/loss-reasons/{loss_reason_id}', { params: { path: { loss_reason_id }, ...writing(key, etag) }, body })),
});

/** What is changed of a product. Prices are told apart by their list, currency and first day. */
export type ProductSays = Omit<Schema<'UpdateProduct'>, 'prices'> & { readonly prices?: readonly PriceSays[] };
export const changeProduct = changerOf<Product, ProductSays, Product>({
  service: 'crm',
  id: (one) => one.product_id,
  title: (one) => one.name,
  fields: () => ({
    name: name(),
    code: { label: t('crm.product.code') },
    unit: { label: t('crm.product.unit') },
    vat_rate: { label: t('crm.line.vatRate'), show: (rate) => percent(rate, 2) },
    prices: { label: t('crm.product.prices'), show: (all) => all.map((one) => `${money(one.amount)} (${date(one.valid_from)} – ${one.valid_to ? date(one.valid_to) : ''})`).join('\n') },
    description: { label: t('crm.product.description') },
    archived: archived(),
  }),
  says: ({ prices, ...one }) => ({ ...one, prices: prices.map(priceSays) }),
  fetch: ({ product_id }) => read(api.GET('/api/crm/v1/products/{product_id}', { params: { path: { product_id } } })),
  merge: async () => ({ prices: (await merges()).mergeLists<PriceSays>({ id: (one) => `${one.price_list_id} ${one.amount.currency} ${one.valid_from}` }) }),
  send: ({ product_id }, { prices, ...body }, etag, key) =>
    read(api.PATCH('/api/crm/v1/products/{product_id}', { params: { path: { product_id }, ...writing(key, etag) }, body: { ...body, ...(prices && { prices: [...prices] }) } })),
});

export const changePriceList = changerOf<PriceList, Schema<'UpdatePriceList'>, PriceList>({
  service: 'crm',
  id: (one) => one.price_list_id,
  title: (one) => one.name,
  fields: () => ({
    name: name(),
    discount_percent: { label: t('crm.priceList.discount') },
    is_default: { label: t('crm.priceList.holdsFor'), show: (is) => t(is ? 'crm.priceList.holdsForAll' : 'crm.priceList.holdsForSome') },
    archived: archived(),
  }),
  fetch: ({ price_list_id }) => read(api.GET('/api/crm/v1/price-lists/{price_list_id}', { params: { path: { price_list_id } } })),
  send: ({ price_list_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/price-lists/{price_list_id}', { params: { path: { price_list_id }, ...writing(key, etag) }, body })),
});

type Stages = NonNullable<Schema<'UpdatePipeline'>['stages']>;
const stagesInWords = (stages: Stages) => stages.map((one) => `${one.name} ${one.odds_percent}%`).join('\n');
const needs = (requires: Schema<'Requirement'>[]) => listed(requires.map((one) => (one.kind === 'contact_role' ? t(`crm.role.${one.role}`) : one.kind === 'custom_field' ? t('crm.settings.fields') : t(`crm.requires.${one.kind}`))));
const fetchPipeline = (pipeline_id: string) => read(api.GET('/api/crm/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id } } }));
const closing = (pipeline: Pipeline, status: 'won' | 'lost') => ({ requires: pipeline.stages.filter((one) => one.status === status).flatMap((one) => one.requires.map(wordOf).flatMap(requirementOf)) });
export const changePipeline = changerOf<Pipeline, Schema<'UpdatePipeline'>, Pipeline>({
  service: 'crm',
  id: (one) => one.pipeline_id,
  title: (one) => one.name,
  fields: () => ({
    name: name(),
    stages: { label: t('crm.board.stages'), show: stagesInWords },
    won: { label: t('crm.stage.requires.won'), show: ({ requires }) => needs(requires ?? []) },
    lost: { label: t('crm.stage.requires.lost'), show: ({ requires }) => needs(requires ?? []) },
    is_default: { label: t('crm.pipeline.default'), show: yesNo },
    position: position(),
  }),
  says: (one) => ({ name: one.name, position: one.position, is_default: one.is_default, stages: stagesOf(one).map(requestOf), won: closing(one, 'won'), lost: closing(one, 'lost') }),
  fetch: ({ pipeline_id }) => fetchPipeline(pipeline_id),
  merge: async () => ({ stages: (await merges()).mergeLists<Stages[number]>({ id: (one) => one.stage_id, anew: (one) => ({ ...one, stage_id: null }) }) as never }),
  send: ({ pipeline_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id }, ...writing(key, etag) }, body })),
});

/** Taking a pipeline out of use, and into it again, which nothing else that is changed of it stands in the way of. */
const aboutPipeline = (pipeline: Pipeline) =>
  ({
    service: 'crm',
    id: pipeline.pipeline_id,
    title: pipeline.name,
    fields: {
      name: name(),
      archived: archived(),
      is_default: { label: t('crm.pipeline.default'), show: yesNo },
      stages: { label: t('crm.board.stages'), show: (stages: Pipeline['stages']) => stagesInWords(stages.filter((one) => one.status === 'open')) },
    },
    base: { value: pipeline, etag: etagOf(pipeline) },
    upon: ['archived', 'is_default'],
    fetch: async () => {
      const value = await fetchPipeline(pipeline.pipeline_id);
      return { value, etag: etagOf(value) };
    },
  }) as const;
export const archivePipeline = (pipeline: Pipeline, moveTo: string | null) =>
  meeting.act<Pipeline, Pipeline>({
    ...aboutPipeline(pipeline),
    label: t('crm.settings.doArchive'),
    can: (now) => !now.archived && !now.is_default,
    send: (etag, key) =>
      read(api.POST('/api/crm/v1/pipelines/{pipeline_id}/archive', { params: { path: { pipeline_id: pipeline.pipeline_id }, ...writing(key, etag) }, body: { move_to_stage_id: moveTo } })),
  });
export const restorePipeline = (pipeline: Pipeline) =>
  meeting.act<Pipeline, Pipeline>({
    ...aboutPipeline(pipeline),
    label: t('crm.pipeline.restore'),
    can: (now) => now.archived,
    send: (etag, key) => read(api.POST('/api/crm/v1/pipelines/{pipeline_id}/restore', { params: { path: { pipeline_id: pipeline.pipeline_id }, ...writing(key, etag) }, body: {} })),
  });
