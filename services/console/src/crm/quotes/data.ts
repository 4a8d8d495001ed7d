/* Quotes, as the service tells them. Comes with the page of a deal, not with the frame. */
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, newKey, read, readVersioned, writing, type Schema, type Versioned } from '../../api/client.ts';
import { everyPage } from '../../api/lists.ts';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { lineAnew, lineRequest } from '../deal/edit.ts';
import { lineInWords, type LineValues } from '../deal/lines.ts';

export type Quote = Schema<'QuoteView'>;
export type QuoteLine = Quote['lines'][number];
export type Line = Schema<'QuoteLineRequest'>;
export type Dispatched = Schema<'QuoteDispatched'>;

export const quotesQuery = (dealId: string) =>
  queryOptions({
    queryKey: ['crm', 'quotes', 'of', dealId],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/quotes', { params: { query: { deal_id: dealId, cursor, limit: 200 } }, signal }))),
  });

const path = (id: string) => ({ path: { quote_id: id } });
export const quoteQuery = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'quotes', id],
    queryFn: ({ signal }): Promise<Versioned<Quote>> => readVersioned(api.GET('/api/crm/v1/quotes/{quote_id}', { params: path(id), signal })),
  });
export const linksQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['crm', 'quotes', id, 'links', version],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/quotes/{quote_id}/links', { params: path(id), signal }))).items,
  });
export const documentOf = (id: string) => `/api/crm/v1/quotes/${id}/pdf`;

const act = (id: string) => ({ ...path(id), ...writing(newKey()) });
export const write = (dealId: string): Promise<Versioned<Quote>> => readVersioned(api.POST('/api/crm/v1/quotes', { params: writing(newKey()), body: { deal_id: dealId } }));
export const change = (shown: Versioned<Quote>, body: Schema<'UpdateQuote'>, key: string): Promise<Versioned<Quote>> =>
  readVersioned(api.PATCH('/api/crm/v1/quotes/{quote_id}', { params: { ...path(shown.value.quote_id), ...writing(key, shown.etag) }, body }));
type Lines = { readonly lines: readonly Line[] } & Partial<Pick<Quote, 'state'>>;
/** Saves the lines; those that somebody else touched meanwhile stay as they are, and the same ones are asked about. Null when theirs are kept. */
export const changeLines = (queries: QueryClient, shown: Versioned<Quote>, lines: readonly Line[], key: string): Promise<Versioned<Quote> | null> => {
  const says = ({ value, etag }: Versioned<Quote>): Versioned<Lines> => ({ value: { state: value.state, lines: value.lines.map(requestOf) }, etag });
  return meeting.save<Lines, Versioned<Quote>>({
    service: 'crm',
    id: shown.value.quote_id,
    title: shown.value.number,
    fields: { state: { label: t('crm.deal.status'), show: (state) => t(`quotes.state.${state}`) }, lines: { label: t('quotes.lines'), show: (all) => all.map(lineInWords).join('\n') } },
    base: says(shown),
    key,
    patch: { lines },
    can: ({ state }) => state === 'draft',
    merge: async () => ({ lines: (await import('../../api/merge.ts')).mergeLists<Line>({ id: (line) => line.deal_line_id, anew: lineAnew }) }),
    send: (patch, etag, sent) => change({ ...shown, etag }, { lines: [...(patch.lines ?? lines)] }, sent),
    fetch: async () => says(await queries.fetchQuery({ ...quoteQuery(shown.value.quote_id), staleTime: 0 })),
  });
};
export const send = (id: string, etag: string, key: string): Promise<Dispatched> => read(api.POST('/api/crm/v1/quotes/{quote_id}/send', { params: { ...path(id), ...writing(key, etag) }, body: {} }));
export const link = (id: string): Promise<Dispatched> => read(api.POST('/api/crm/v1/quotes/{quote_id}/link', { params: act(id), body: {} }));
export const endLinks = (id: string): Promise<Quote> => read(api.DELETE('/api/crm/v1/quotes/{quote_id}/links', { params: act(id) }));
export const ways = ['paper', 'email', 'spoken'] as const;
export const recordAcceptance = (id: string, body: Schema<'RecordAcceptance'>, etag: string, key: string): Promise<Quote> =>
  read(api.POST('/api/crm/v1/quotes/{quote_id}/record-acceptance', { params: { ...path(id), ...writing(key, etag) }, body }));
export const revise = (id: string): Promise<Quote> => read(api.POST('/api/crm/v1/quotes/{quote_id}/revise', { params: act(id), body: {} }));
export const apply = (id: string, etag: string, key: string): Promise<Quote> => read(api.POST('/api/crm/v1/quotes/{quote_id}/apply', { params: { ...path(id), ...writing(key, etag) }, body: {} }));
export const withdraw = (id: string, reason: string, etag: string, key: string): Promise<Quote> =>
  read(api.POST('/api/crm/v1/quotes/{quote_id}/withdraw', { params: { ...path(id), ...writing(key, etag) }, body: reason.trim() ? { reason: reason.trim() } : {} }));

/** Marks old what shows quotes, and what they changed. */
export const settle = (queries: QueryClient) =>
  Promise.all([queries.invalidateQueries({ queryKey: ['crm', 'quotes'] }), queries.invalidateQueries({ queryKey: ['crm', 'activities'] })]);

/** A line as it is sent back, with what only quotes say of it. */
export const requestOf = ({ description, optional, chosen, ...line }: QuoteLine): Line => ({
  ...lineRequest(line),
  ...(description ? { description } : {}),
  optional,
  chosen,
});

export const offers = ['always', 'optional', 'proposed'] as const;
/** What the form of a line holds beyond that of a deal's line. */
export const moreValues = (line: Line | undefined): LineValues => ({
  description: line?.description ?? '',
  offered: line?.optional ? (line.chosen ? 'proposed' : 'optional') : 'always',
});
export const readMore = ({ description, offered }: LineValues): Omit<Line, keyof Schema<'LineRequest'>> => ({
  ...(description?.trim() ? { description: description.trim() } : {}),
  optional: offered !== 'always',
  chosen: offered !== 'optional',
});
