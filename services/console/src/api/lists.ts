/* Keyset lists: pages are asked for by the cursor the page before gave, never by number. */
import { infiniteQueryOptions, keepPreviousData, type InfiniteData } from '@tanstack/react-query';
import type { Page } from './client.ts';

/** Query options of a list. `key` begins with [service, kind, 'list'] so that live events find it. */
export function listQuery<T, K extends readonly unknown[]>(key: K, page: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<T>) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

const others = new Map<string, number>();
/** Notes that somebody else changed what a query shows; it is asked again now. */
export const noteOthers = (query: string) => void others.set(query, Date.now());
/** Whether what came since then came of somebody else's change. */
export const changedByOthers = (query: string, since: number) => (others.get(query) ?? 0) >= since;

/** Changes one row wherever the pages hold it. */
export function changeRow<T>(data: InfiniteData<Page<T>>, is: (row: T) => boolean, change: (row: T) => T): InfiniteData<Page<T>> {
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, items: page.items.map((row) => (is(row) ? change(row) : row)) })),
  };
}

/** All rows of a list that is short by nature, or that must be whole before it is shown (names, what is to be billed, an export). */
export async function everyPage<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next_cursor } = await page(cursor);
    rows.push(...items);
    if (!next_cursor) return rows;
    cursor = next_cursor;
  }
}
