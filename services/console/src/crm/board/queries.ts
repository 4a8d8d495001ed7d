import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, read, type Page } from '../../api/client.ts';
import type { Deal } from '../deals/queries.ts';
import type { Sort } from './board.ts';
import { boardKey, follow } from './follow.ts';
import { inSight, readAgain, usual, type ColumnAsk, type ColumnPage, type ColumnPages } from './pages.ts';

export type BoardFilters = {
  readonly name?: string;
  readonly owner?: string;
  readonly account?: string;
  readonly min?: string;
  readonly tag?: string;
  readonly stale?: true;
  readonly custom?: string;
  readonly sort?: Sort;
};
/** The cards of a column that are seen, by id. */
export type Seen = { readonly current: ReadonlySet<string> };

/**
 * The open deals of one stage: a list of its own, loaded as it is scrolled. When it is asked again, only the pages that are seen
 * cost a request; the others are kept as old.
 */
export const columnQuery = (stage: string, { name, owner, account, min, tag, stale, custom, sort }: BoardFilters, seen?: Seen) => {
  const query: ColumnAsk = { stage_id: stage, status: 'open', q: name, owner_id: owner, account_id: account, min_value: min, tag_id: tag, stale, custom, sort };
  return infiniteQueryOptions({
    queryKey: [...boardKey, query] as const,
    queryFn: ({ client, queryKey, pageParam, signal }): Promise<ColumnPage> => {
      const ask = (limit: number) => read<Page<Deal>>(api.GET('/api/crm/v1/deals', { params: { query: { ...query, cursor: pageParam, limit } }, signal }));
      const known = client.getQueryData<ColumnPages>(queryKey);
      const at = known?.pageParams.indexOf(pageParam) ?? -1;
      const page = known?.pages[at];
      if (!known || !page) return ask(usual);
      return inSight(known, at, seen?.current ?? new Set()) ? readAgain(known, at, sort ?? '-opened_on', ask) : Promise.resolve({ ...page, old: true });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: follow },
  });
};

/** The currencies without a rate, whose deals come last by value and are behind no limit of it. */
export const unvaluedQuery = queryOptions({
  queryKey: ['crm', 'deals', 'unvalued'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/deals', { params: { query: { status: 'open', sort: '-value', limit: 1 } }, signal }))).unvalued,
});

/** Sums of every stage, counted by reporting whatever is loaded here. */
export const pipelineReport = queryOptions({
  queryKey: ['reporting', 'reports', 'pipeline', 'board'],
  queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/reports/pipeline', { params: { query: { limit: 200 } }, signal })),
});
