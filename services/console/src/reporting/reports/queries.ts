import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../../api/client.ts';
import { endOfDay, today } from '../../i18n/format.ts';
import { marginFigures, type Figure, type Report, type Row } from './model.ts';

export type ReportQuery = { readonly queryKey: readonly unknown[]; readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Report> };
export type MarginBy = 'project' | 'customer';

/** The end of a day is meant; today means now, so that what is being written is in it. */
export const momentOf = (day: string | undefined): string | undefined => (!day || day >= today() ? undefined : endOfDay(day));

type Part = { readonly id?: string | null; readonly name?: string | null; readonly currency: string };
const rowOf = (row: Part, figures: Record<string, Figure>): Row => ({ id: row.id ?? 'none', name: row.name ?? null, currency: row.currency, figures });
const totalOf = (currency: string, figures: Record<string, Figure>): Row => ({ id: 'total', name: null, currency, figures });

type Loaded<Item, Total> = { readonly as_of: string; readonly items: Item[]; readonly totals: Total[]; readonly next_cursor?: string | null };
/** Every page of one moment: the first says which, the others are asked as of the same, so that the rows sum to the totals. */
async function whole<Item, Total>(moment: string | undefined, page: (as_of: string | undefined, cursor: string | undefined) => Promise<Loaded<Item, Total>>): Promise<Loaded<Item, Total>> {
  const first = await page(moment, undefined);
  const items = [...first.items];
  for (let cursor = first.next_cursor; cursor; ) {
    const next = await page(moment ?? first.as_of, cursor);
    items.push(...next.items);
    cursor = next.next_cursor;
  }
  return { ...first, items };
}

const limit = 200;

export const marginQuery = (by: MarginBy, day: string | undefined): ReportQuery =>
  ({
    queryKey: ['reporting', 'margin', by, day],
    queryFn: async ({ signal }): Promise<Report> => {
      const found = await whole(momentOf(day), (as_of, cursor) => read(api.GET('/api/reporting/v1/reports/margin', { params: { query: { by, as_of, cursor, limit } }, signal })));
      const figures = (row: Schema<'MarginFiguresRow'> | Schema<'MarginFiguresTotal'>) => Object.fromEntries(marginFigures.map((name) => [name, row[name]]));
      const share = (value: string | number | null | undefined) => ({ shares: { margin_percent: value === null || value === undefined ? null : String(value) } });
      return {
        asOf: found.as_of,
        rows: found.items.map((row) => ({ ...rowOf(row, figures(row)), ...share(row.margin_percent) })),
        totals: found.totals.map((row) => ({ ...totalOf(row.currency, figures(row)), ...share(row.margin_percent) })),
      };
    },
  });

export const receivablesQuery = (day: string | undefined): ReportQuery =>
  ({
    queryKey: ['reporting', 'receivables', day],
    queryFn: async ({ signal }): Promise<Report> => {
      const found = await whole(momentOf(day), (as_of, cursor) => read(api.GET('/api/reporting/v1/reports/receivables', { params: { query: { as_of, cursor, limit } }, signal })));
      return {
        asOf: found.as_of,
        rows: found.items.map((row) => rowOf(row, { receivables: row.receivables })),
        totals: found.totals.map((row) => totalOf(row.currency, { receivables: row.receivables })),
      };
    },
  });

export const unbilledQuery = (day: string | undefined): ReportQuery =>
  ({
    queryKey: ['reporting', 'unbilled-work', day],
    queryFn: async ({ signal }): Promise<Report> => {
      const found = await whole(momentOf(day), (as_of, cursor) => read(api.GET('/api/reporting/v1/reports/unbilled-work', { params: { query: { as_of, cursor, limit } }, signal })));
      return {
        asOf: found.as_of,
        rows: found.items.map((row) => rowOf(row, { unbilled_work: row.unbilled_work })),
        totals: found.totals.map((row) => totalOf(row.currency, { unbilled_work: row.unbilled_work })),
      };
    },
  });

type Pipelines = readonly { readonly name: string; readonly stages: readonly { readonly stage_id: string }[] }[];
/** Rows in the order of the stages that they are of, with the name of the pipeline where there are several; what is known no more comes last. */
export function byStage(rows: readonly Row[], pipelines: Pipelines): Row[] {
  const stages = pipelines.flatMap(({ name, stages: of }) => of.map(({ stage_id }) => [stage_id, name] as const));
  const places = new Map(stages.map(([id, pipeline], place) => [id, { place, pipeline }]));
  const placeOf = (row: Row) => places.get(row.id)?.place ?? stages.length;
  const named = rows.map((row): Row => {
    const pipeline = pipelines.length > 1 ? places.get(row.id)?.pipeline : undefined;
    return pipeline && row.name ? { ...row, name: `${pipeline} · ${row.name}` } : row;
  });
  return named.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** `ordered` where the person may know the pipelines: CRM tells the order of stages, reporting does not. */
export const pipelineQuery = (day: string | undefined, ordered: boolean): ReportQuery =>
  ({
    queryKey: ['reporting', 'pipeline', day, ordered],
    queryFn: async ({ signal }): Promise<Report> => {
      const pipelines = ordered ? read(api.GET('/api/crm/v1/pipelines', { signal })).then(({ items }) => items, () => []) : [];
      const found = await whole(momentOf(day), (as_of, cursor) => read(api.GET('/api/reporting/v1/reports/pipeline', { params: { query: { as_of, cursor, limit } }, signal })));
      return {
        asOf: found.as_of,
        rows: byStage(found.items.map((row) => ({ ...rowOf(row, { pipeline: row.pipeline }), counts: { deals: row.deals } })), await pipelines),
        totals: found.totals.map((row) => ({ ...totalOf(row.currency, { pipeline: row.pipeline }), counts: { deals: row.deals } })),
      };
    },
  });

export const orderBookQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['reporting', 'order-book', day],
    queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/reports/order-book', { params: { query: { as_of: momentOf(day) } }, signal })),
  });

export type Balance = Schema<'Balance'>;
export const balancesQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['reporting', 'totals', day],
    queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/reports/totals', { params: { query: { as_of: momentOf(day) } }, signal })),
  });

/** Billing's own report, by days past due: what was open at the moment, aged on its day. */
export const agedQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['billing', 'invoices', 'aged-report', day],
    queryFn: async ({ signal }) => (await read(api.GET('/api/billing/v1/receivables', { params: { query: { as_of: momentOf(day) } }, signal }))).items,
  });
