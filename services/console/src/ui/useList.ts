import { hashKey, useInfiniteQuery, type InfiniteData, type UseInfiniteQueryOptions, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page } from '../api/client.ts';

export type List<T> = {
  readonly rows: readonly T[];
  readonly loading: boolean;
  /** Showing what the previous filters found while the new ones are asked. */
  readonly stale: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  /** Which question was answered, how many pages of it, and when; what is no answer to a question has none. */
  readonly version?: { readonly query: string; readonly pages: number; readonly at: number };
  readonly more: { readonly has: boolean; readonly loading: boolean; readonly load: () => void };
};

/** A keyset list (`listQuery`) flattened for a grid. */
export function useList<T, K extends QueryKey>(
  query: UseInfiniteQueryOptions<Page<T>, Error, InfiniteData<Page<T>>, K, string | undefined>,
): List<T> {
  const { data, dataUpdatedAt, isPending, isPlaceholderData, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(query);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return {
    rows,
    loading: isPending,
    stale: isPlaceholderData,
    // What was read before is worth more than the news that it cannot be read again; the banner tells that.
    error: data ? null : error,
    retry: () => void refetch(),
    version: { query: hashKey(query.queryKey), pages: data?.pages.length ?? 0, at: dataUpdatedAt },
    more: { has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() },
  };
}

/** What stands beside the title of a list: how many it holds, once all have been read. Of nothing it says nothing, as the list tells what to do. */
export function howMany(list: Pick<List<unknown>, 'loading' | 'rows' | 'more'>, say: (count: number) => string): string | undefined {
  return list.loading || list.more.has || list.rows.length === 0 ? undefined : say(list.rows.length);
}
