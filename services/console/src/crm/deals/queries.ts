import { queryOptions, type InfiniteData } from '@tanstack/react-query';
import { api, read, readVersioned, type Page, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import { sums, type Money } from '../../i18n/format.ts';
import { askFor, type dealSorts } from '../parts/sorts.ts';

export type Deal = Schema<'DealSummary'>;
export type DealDetails = Schema<'DealDetails'>;
/** What is done next to win a deal, and until when. */
export type NextStep = NonNullable<Deal['next_step']>;
export type DealPages = InfiniteData<Page<Deal>>;
/** Currencies without a rate, as the newest page names them where values are compared. */
export const unvaluedIn = (data: DealPages | undefined) => (data?.pages[0] as Schema<'DealPage'> | undefined)?.unvalued ?? [];

/**
 * What deals are worth together: in their currency when they have one in common, else in the organisation's. `left` says how many
 * are not in that sum, because their currency has no rate.
 */
export function worthOf(rows: readonly Pick<Deal, 'value' | 'base_value'>[]): { readonly sum: Money; readonly left: number } | undefined {
  const own = sums(rows.map((row) => row.value));
  const known = rows.flatMap((row) => row.base_value ?? []);
  const [sum] = own.length === 1 ? own : sums(known);
  return sum && { sum, left: own.length === 1 ? 0 : rows.length - known.length };
}
/** What an open deal counts as in the forecast. */
export const forecastCategories = ['pipeline', 'best_case', 'commit', 'omitted'] as const;
export const dealStatuses = ['open', 'won', 'lost'] as const;
/** The orders that a column of the board may have. */
export const boardSorts = ['-opened_on', 'opened_on', '-value', 'name'] as const;

export type DealFilters = {
  readonly name?: string;
  readonly competitor?: string;
  readonly status?: (typeof dealStatuses)[number];
  readonly stage?: string;
  readonly owner?: string;
  readonly account?: string;
  /** Open deals whose next step is due by this day. */
  readonly due?: string;
  /** Deals without a next step. */
  readonly stepless?: true;
  readonly pipeline?: string;
  readonly tag?: string;
  /** Deals that stand in their stage for longer than it allows. */
  readonly stale?: true;
  /** Deals that are expected to close by this day. */
  readonly closes?: string;
  /** Closed deals, by the days on which they were closed. */
  readonly closedFrom?: string;
  readonly closedTo?: string;
  readonly currency?: string;
  /** Open deals by what they count as in the forecast. */
  readonly category?: (typeof forecastCategories)[number];
  /** Deals that nobody works on. */
  readonly unassigned?: true;
  readonly min?: string;
  readonly max?: string;
  /** Conditions by own fields, as the list takes them. */
  readonly custom?: string;
  readonly sort?: (typeof dealSorts)[number];
  /** The own field of an order by one. */
  readonly by?: string;
};

export const dealsQuery = ({ pipeline, stage, owner, unassigned, account, tag, category, currency, competitor, closes, closedFrom, closedTo, min, max, due, stepless, name, status, stale, custom, sort, by }: DealFilters) => {
  const query = {
    q: name, status, stale, custom, ...askFor({ sort, by }), pipeline_id: pipeline, stage_id: stage, owner_id: owner, account_id: account, tag_id: tag, closes_to: closes,
    min_value: min, max_value: max, currency, competitor, closed_from: closedFrom, closed_to: closedTo, forecast_category: category, unassigned, next_step_due_by: due, without_next_step: stepless,
  };
  return listQuery(['crm', 'deals', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/deals', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'deals', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path: { deal_id: id } }, signal })),
  });

export const dealHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'deals', id, 'history'],
    queryFn: ({ signal }) => read(api.GET('/api/crm/v1/deals/{deal_id}/history', { params: { path: { deal_id: id } }, signal })),
  });

export const pipelinesQuery = queryOptions({
  queryKey: ['crm', 'pipelines'],
  queryFn: ({ signal }) => read(api.GET('/api/crm/v1/pipelines', { signal })),
  staleTime: 5 * 60_000,
});

export const membersQuery = queryOptions({
  queryKey: ['crm', 'members'],
  queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/members', { params: { query: { cursor, limit: 200 } }, signal }))),
  staleTime: 5 * 60_000,
});
