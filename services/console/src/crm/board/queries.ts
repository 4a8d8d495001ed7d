import { queryOptions, type InfiniteData } from '@tanstack/react-query';
import { api, read, type Page } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import type { Deal } from '../deals/queries.ts';
import type { Sort } from './board.ts';

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
export type ColumnPages = InfiniteData<Page<Deal>>;

/** The open deals of one stage: a list of its own, loaded as it is scrolled. */
export const columnQuery = (stage: string, { name, owner, account, min, tag, stale, custom, sort }: BoardFilters) => {
  const query = { stage_id: stage, status: 'open' as const, name, owner_id: owner, account_id: account, min_value: min, tag_id: tag, stale, custom, sort };
  return listQuery(['crm', 'deals', 'board', query] as const, (cursor, signal) =>
    read<Page<Deal>>(api.GET('/api/crm/v1/deals', { params: { query: { ...query, cursor, limit: 50 } }, signal })),
  );
};

/** Sums of every stage, counted by reporting whatever is loaded here. */
export const pipelineReport = queryOptions({
  queryKey: ['reporting', 'reports', 'pipeline', 'board'],
  queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/reports/pipeline', { params: { query: { limit: 200 } }, signal })),
});
