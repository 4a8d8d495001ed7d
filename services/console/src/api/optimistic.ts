/* A change that shows before the server agrees: for what can be undone and was checked here (move, rename, tick). */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

export type Optimistic<T, R> = {
  readonly key: QueryKey;
  readonly apply: (before: T) => T;
  readonly send: () => Promise<R>;
  /** Writes the server's answer into the cache, when it says more than `apply` knew. */
  readonly settle?: (before: T, answer: R) => T;
};

/**
 * Cancels reads in flight (they would flash the old value), applies at once, sends. On failure the old value comes back,
 * unless something newer was written meanwhile. The caller shows the error.
 */
export async function optimistic<T, R>(queries: QueryClient, change: Optimistic<T, R>): Promise<R> {
  // Not awaited: the new value must be on screen in the same frame as the drop.
  void queries.cancelQueries({ queryKey: change.key, exact: true });
  const before = queries.getQueryData<T>(change.key);
  if (before !== undefined) queries.setQueryData<T>(change.key, change.apply(before));
  const ours = queries.getQueryData<T>(change.key);
  try {
    const answer = await change.send();
    queries.setQueryData<T>(change.key, (now) =>
      now !== undefined && change.settle ? change.settle(now, answer) : now,
    );
    return answer;
  } catch (error) {
    if (queries.getQueryData<T>(change.key) === ours) queries.setQueryData<T>(change.key, before);
    void queries.invalidateQueries({ queryKey: change.key, exact: true });
    throw error;
  }
}
