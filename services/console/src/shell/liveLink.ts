/*
 * One connection to the gateway for all tabs: a browser opens only six to a host, and a seventh tab would wait for ever.
 * The tab that holds the lock listens and tells the others; when it closes, another one gets the lock, and since something
 * may have happened in between, every tab asks again. A query's key begins with [service, kind, ...]; a detail also holds
 * the id of its record.
 */
import type { Query, QueryClient } from '@tanstack/react-query';
import { noteOthers } from '../api/lists.ts';
import { pages, type Connection, type Follow, type LiveEvent } from './live.ts';
import { followMoves } from './places.ts';

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

/** Milliseconds in which events are gathered: the usual, and the most while many keep coming, as they do during an import. */
const quiet = 400;
const longest = 5000;
const many = 10;
const first = 1000;

/** What the tab that listens tells the others. */
type Told = { readonly event: LiveEvent } | { readonly reset: true } | { readonly connection: Connection } | { readonly ask: true };

/** Reads the gateway's stream until it is stopped, however often it has to be opened. */
function read(tell: (told: Told) => void): () => void {
  let source: EventSource | undefined;
  let wait = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let open = false;
  const begin = () => {
    source = new EventSource('/api/live');
    source.addEventListener('open', () => {
      wait = first;
      open = true;
      tell({ connection: 'open' });
    });
    source.addEventListener('change', (message) => tell({ event: JSON.parse((message as MessageEvent<string>).data) as LiveEvent }));
    source.addEventListener('reset', () => tell({ reset: true }));
    source.addEventListener('error', () => {
      // The browser itself reconnects after a cut; only a refusal closes for good, and that is asked again more slowly.
      if (open) tell({ connection: 'lost' });
      open = false;
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(begin, wait);
      wait = Math.min(wait * 2, 60_000);
    });
  };
  begin();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Applies what happens to the queries of this tab, and reads the stream for all tabs of this person when it is our turn. */
export function listen(queries: QueryClient, actor: string): () => void {
  let flush: ReturnType<typeof setTimeout> | undefined;
  let waiting: LiveEvent[] = [];
  let pause = quiet;
  // A won deal causes a dozen events within a second; they are answered together.
  const apply = () => {
    const events = waiting;
    waiting = [];
    flush = undefined;
    pause = events.length > many ? Math.min(pause * 2, longest) : quiet;
    const following = new Map<Follow, LiveEvent[]>();
    void queries.invalidateQueries({
      predicate: (query) => {
        const news = events.filter((event) => concerns(event, query.queryKey) && !knows(query, event));
        if (news.some((event) => event.actor !== actor)) noteOthers(query.queryHash);
        const follow = news.length > 0 ? query.meta?.live : undefined;
        if (follow) following.set(follow, [...new Set([...(following.get(follow) ?? []), ...news])]);
        return news.length > 0 && !follow;
      },
    });
    for (const [follow, news] of following) follow(queries, news);
  };
  const hear = (told: Told) => {
    if ('connection' in told) pages.connection(told.connection);
    else if ('reset' in told) void queries.invalidateQueries();
    else if ('event' in told) {
      waiting.push(told.event);
      pages.event(told.event);
      flush ??= setTimeout(apply, pause);
    }
  };
  const unfollow = followMoves();
  const end = () => {
    unfollow();
    clearTimeout(flush);
    pages.connection('off');
  };
  // Elsewhere than at https or localhost a browser has no locks; there each tab listens for itself.
  if (!('locks' in navigator)) {
    const stop = read(hear);
    return () => {
      stop();
      end();
    };
  }

  const name = `gerinc-live ${actor}`;
  const others = new BroadcastChannel(name);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
  const say = (told: Told) => others.postMessage(told);
  const asked = new AbortController();
  let followed = false;
  let stop: (() => void) | undefined;
  let reading: Connection = 'off';
  const tell = (told: Told) => {
    if ('connection' in told) reading = told.connection;
    hear(told);
    say(told);
    // Somebody else listened before; what came until this connection was open nobody has heard.
    if (followed && reading === 'open') {
      followed = false;
      tell({ reset: true });
    }
  };
  others.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (!('ask' in data)) hear(data);
    else if (reading !== 'off') say({ connection: reading });
  });
  const turn = async () => {
    await navigator.locks.request(name, { signal: asked.signal }, () => new Promise<void>((done) => {
      const close = read(tell);
      stop = () => {
        close();
        done();
      };
    }));
  };
  void navigator.locks.query().then(({ held = [] }) => {
    followed = held.some((lock) => lock.name === name);
    say({ ask: true });
    // Given up when the frame goes.
    return turn().catch(() => undefined);
  });
  return () => {
    asked.abort();
    stop?.();
    others.close();
    end();
  };
}
