/*
 * Live updates: the gateway says that something changed, never what; the queries that show it are asked again.
 * One connection per tab. A query's key begins with [service, kind, ...]; a detail also holds the id of its record.
 */
import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

export type LiveEvent = {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly time: string;
  readonly actor: string;
  readonly correlation_id: string;
};
export type Connection = 'off' | 'open' | 'lost';

let connection: Connection = 'off';
const listeners = new Set<() => void>();
const heard = new Set<(event: LiveEvent) => void>();
const setConnection = (next: Connection) => {
  connection = next;
  for (const listener of listeners) listener();
};

export const useConnection = () =>
  useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, () => connection);

/** For a page that wants to show who changed what, beside the query being asked again. */
export function onLive(callback: (event: LiveEvent) => void): () => void {
  heard.add(callback);
  return () => heard.delete(callback);
}

/** `crm.deal.won.v1` concerns every query of crm about deals, and whatever sums it up in reporting. */
export function concerns(event: Pick<LiveEvent, 'type' | 'id'>, key: readonly unknown[]): boolean {
  const [service, kind = ''] = event.type.split('.');
  const [of, what] = key;
  if (of === 'reporting') return true;
  if (of !== service) return JSON.stringify(key).includes(event.id);
  const singular = String(what).replace(/ies$/, 'y').replace(/s$/, '').replaceAll('-', '_');
  // `time` entries, `work` items: the list is named after its rows, the event after what they are.
  return singular === kind || singular.startsWith(`${kind}_`) || JSON.stringify(key).includes(event.id);
}

/** What a cached detail says its version is, so that our own change does not come back as news. */
function knows(query: Query, event: LiveEvent): boolean {
  const etag = (query.state.data as { etag?: unknown } | undefined)?.etag;
  return typeof etag === 'string' && query.queryKey.includes(event.id) && Number(etag.replaceAll('"', '')) >= event.version;
}

const quiet = 400;
const first = 1000;

export function listen(queries: QueryClient): () => void {
  let source: EventSource | undefined;
  let wait = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flush: ReturnType<typeof setTimeout> | undefined;
  let waiting: LiveEvent[] = [];

  // A won deal causes a dozen events within a second; they are answered together.
  const apply = () => {
    const events = waiting;
    waiting = [];
    flush = undefined;
    void queries.invalidateQueries({
      predicate: (query) => events.some((event) => concerns(event, query.queryKey) && !knows(query, event)),
    });
  };
  const open = () => {
    source = new EventSource('/api/live');
    source.addEventListener('open', () => {
      wait = first;
      setConnection('open');
    });
    source.addEventListener('change', (message) => {
      const event = JSON.parse((message as MessageEvent<string>).data) as LiveEvent;
      waiting.push(event);
      for (const tell of heard) tell(event);
      flush ??= setTimeout(apply, quiet);
    });
    source.addEventListener('reset', () => void queries.invalidateQueries());
    source.addEventListener('error', () => {
      // The browser itself reconnects after a cut; only a refusal closes for good, and that is asked again more slowly.
      if (connection === 'open') setConnection('lost');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, 60_000);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    clearTimeout(flush);
    source?.close();
    setConnection('off');
  };
}

export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => listen(queries), [queries]);
}
