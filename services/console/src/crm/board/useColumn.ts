import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import type { List } from '../../ui/useList.ts';
import type { Deal } from '../deals/queries.ts';
import { rowsOf } from './pages.ts';
import { columnQuery, type BoardFilters } from './queries.ts';

export type ColumnList = List<Deal> & {
  /** Whether there are pages that may have changed since they were read. */
  readonly old: boolean;
  /** Tells which cards are seen: they are kept up to date. */
  readonly see: (ids: ReadonlySet<string>) => void;
};

/** What is loaded of a column. Old pages are read again once one of their cards is seen. */
export function useColumn(stage: string, filters: BoardFilters): ColumnList {
  const seen = useRef<ReadonlySet<string>>(new Set());
  const { data, isPending, isFetching, isError, isPlaceholderData, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(columnQuery(stage, filters, seen));
  const rows = useMemo(() => (data ? rowsOf(data) : []), [data]);
  const see = useCallback(
    (ids: ReadonlySet<string>) => {
      seen.current = ids;
      if (!isFetching && !isError && data?.pages.some((page) => page.old && page.items.some((row) => ids.has(row.deal_id)))) void refetch();
    },
    [data, isFetching, isError, refetch],
  );
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return {
    rows,
    loading: isPending,
    stale: isPlaceholderData,
    error: data ? null : error,
    retry: () => void refetch(),
    // While it is read again the next page waits, and after a failure it is not asked for over and over.
    more: { has: hasNextPage, loading: isFetching || isError, load },
    old: data?.pages.some((page) => page.old) ?? false,
    see,
  };
}
