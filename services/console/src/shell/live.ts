/*
 * Live updates: the gateway says that something changed, never what; the queries that show it are asked again.
 * What pages see of it is here; the link itself (`liveLink.ts`) is loaded once a page is there, and loads what comes next.
 */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { store } from '../ui/store.ts';
import { sessionQuery } from './session.ts';

export type LiveEvent = {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly time: string;
  readonly actor: string;
  readonly correlation_id: string;
};
/** How a query's data follows what happened, when that costs less than asking for all of it again. Called once for all queries that name it. */
export type Follow = (queries: QueryClient, events: readonly LiveEvent[]) => void;
declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly live?: Follow };
  }
}
export type Connection = 'off' | 'open' | 'lost';
/** Since when this tab wants to hear: from before it asked for anything that it shows. */
export type Since = {
  /** Milliseconds since 1970, by the clock that all tabs share. */
  readonly at: number;
  /** The same by the gateway's count; undefined when it could not say. */
  readonly position: string | undefined;
};

const connection = store<Connection>('off');
const heard = new Set<(event: LiveEvent) => void>();

export const useConnection = connection.use;

/** For a page that wants to show who changed what, beside the query being asked again. */
export function onLive(callback: (event: LiveEvent) => void): () => void {
  heard.add(callback);
  return () => heard.delete(callback);
}

/** What the link tells pages. */
export const pages = {
  connection: connection.set,
  event(event: LiveEvent) {
    for (const tell of heard) tell(event);
  },
};

/** Listens for whoever is logged in, as long as the frame is shown. */
export function useLive(actor: string): void {
  const queries = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    let stop: (() => void) | undefined;
    let over = false;
    const since: Since = {
      at: queries.getQueryState(sessionQuery.queryKey)?.dataUpdatedAt ?? Date.now(),
      position: queries.getQueryData(sessionQuery.queryKey)?.live_position ?? undefined,
    };
    void import('./later.ts').then(({ listen, warm }) => {
      if (over) return;
      stop = listen(queries, actor, since);
      warm(router, queries);
    });
    return () => {
      over = true;
      stop?.();
    };
  }, [queries, router, actor]);
}
