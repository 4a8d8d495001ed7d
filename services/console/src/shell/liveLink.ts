/*
 * One connection to the gateway for all tabs: a browser opens only six to a host, and a seventh tab would wait for ever.
 * The tab that holds the lock listens and tells the others; when it closes, another one gets the lock, and since something
 * may have happened in between, every tab asks again. A page is there before the link is: what happened meanwhile is told to
 * the tab that listens by the gateway, to any other by the tab that listens. A query's key begins with [service, kind, ...];
 * a detail also holds the id of its record.
 */
import type { Query, QueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { noteOthers } from '../api/lists.ts';
import { noteWriter, written } from '../api/mine.ts';
import { versionOf } from '../api/newest.ts';
import { pages, type Connection, type Follow, type LiveEvent, type Since } from './live.ts';
import { followMoves } from './places.ts';

/** What is shown beside other records: what somebody promised stands with what it is about, a project that is held waits for a decision. */
const shownIn: Readonly<Record<string, readonly string[]>> = {
  follow_up: ['deals', 'leads', 'forgotten'], project: ['decisions'], mail: ['inbox'], account: ['merges', 'duplicates'], contact: ['merges', 'duplicates'], lead: ['merges', 'duplicates'],
};
const one = (things: string) => things.replace(/ies$/, 'y').replace(/s$/, '').replaceAll('-', '_');
/** `crm.deal.won.v1` concerns every query of crm about deals, and whatever names the deal elsewhere. Reporting hears of it later (`hearsOf`). */
export function concerns(event: Pick<LiveEvent, 'type' | 'id'>, key: readonly unknown[]): boolean {
  const [service, kind = ''] = event.type.split('.');
  const [of, what] = key;
  if (of === 'reporting') return false;
  if (of !== service) return JSON.stringify(key).includes(event.id);
  const singular = one(String(what));
  // `time` entries, `work` items: the list is named after its rows, the event after what they are.
  return singular === one(kind) || shownIn[kind]?.includes(String(what)) === true || singular.startsWith(`${kind}_`) || JSON.stringify(key).includes(event.id);
}

/** What CRM tells of other services: on timelines, and of what became of a deal. Its own members are told by identity. */
const toldInCrm = /^(projects\.(project|milestone)|billing\.(invoice|payment|schedule)|expenses\.budget)\./;
/** A service hears of what another one did about when we do, and shows it only then: such a query is asked a moment later. */
export function hearsOf(event: Pick<LiveEvent, 'type'>, [of, what, ...rest]: readonly unknown[]): boolean {
  if (of === 'reporting') return true;
  if (of === 'crm' && what === 'members') return event.type.startsWith('identity.member.');
  return of === 'crm' && toldInCrm.test(event.type) && (what === 'activities' ? rest[0] === 'timeline' : what === 'deals' && rest.length === 1);
}

/** What a cached detail says its version is, so that our own change does not come back as news. */
function knows(query: Query, event: LiveEvent): boolean {
  return query.queryKey.includes(event.id) && versionOf(query.state.data) >= event.version;
}

/** Milliseconds in which events are gathered: the usual, and the most while many keep coming, as they do during an import. */
const quiet = 400;
const longest = 5000;
/** How long after that the services have heard of it that hear of it by themselves. */
const heard = 1500;
const many = 10;
const first = 1000;

/** What the tab that listens tells the others. */
type Told = { readonly event: LiveEvent } | { readonly reset: true } | { readonly connection: Connection };
/** What is said between tabs: that, what a new one asks, and the answer to it; none when not all of it is known any more. */
type Said = Told | { readonly ask: number } | { readonly since: number; readonly events: readonly LiveEvent[] | null };

/** Events that are kept for tabs that are just opening. */
const mostKept = 500;

/** What the tab that listens has heard lately. */
class Lately {
  private readonly kept: { readonly at: number; readonly event: LiveEvent }[] = [];
  /** From when on all of it is here. */
  private from: number;

  constructor(from: number) {
    this.from = from;
  }
  keep(event: LiveEvent) {
    this.kept.push({ at: Date.now(), event });
    if (this.kept.length > mostKept) this.from = (this.kept.shift()?.at ?? 0) + 1;
  }
  since(time: number): readonly LiveEvent[] | null {
    return time < this.from ? null : this.kept.filter(({ at }) => at >= time).map(({ event }) => event);
  }
}

/** What the person began lately: whatever rules add to it belongs to it. */
class Ours {
  private readonly kept = new Set<string>();

  keep(correlation: string) {
    this.kept.add(correlation);
    const [oldest] = this.kept;
    if (this.kept.size > mostKept && oldest !== undefined) this.kept.delete(oldest);
  }
  holds(correlation: string) {
    return this.kept.has(correlation);
  }
}

/** Reads the gateway's stream from a position on until it is stopped, however often it has to be opened; then says how far it came. */
function read(tell: (told: Told) => void, position: string | undefined): () => string | undefined {
  let after = position;
  let source: EventSource | undefined;
  let wait = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let open = false;
  const begin = () => {
    source = new EventSource(after === undefined ? '/api/live' : `/api/live?after=${after}`);
    source.addEventListener('open', () => {
      wait = first;
      open = true;
      tell({ connection: 'open' });
    });
    source.addEventListener('change', (message: MessageEvent<string>) => {
      after = message.lastEventId || after;
      tell({ event: JSON.parse(message.data) as LiveEvent });
    });
    source.addEventListener('reset', (message: MessageEvent<string>) => {
      after = message.lastEventId || after;
      tell({ reset: true });
    });
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
    return after;
  };
}

/** How far this tab had heard for somebody when their frame went: when it comes back, only what happened in between is news. */
const left = new WeakMap<QueryClient, { readonly actor: string; readonly since: Since }>();

/**
 * Applies what happens to the queries of this tab, and reads the stream for all tabs of this person when it is our turn; `begun`
 * is since when, unless the tab listened for them before.
 */
export function listen(queries: QueryClient, actor: string, begun: Since): () => void {
  const before = left.get(queries);
  const since = before?.actor === actor ? before.since : begun;
  left.delete(queries);
  let flush: ReturnType<typeof setTimeout> | undefined;
  let waiting: LiveEvent[] = [];
  let pause = quiet;
  let again: ReturnType<typeof setTimeout> | undefined;
  let told: LiveEvent[] = [];
  const ours = new Ours();
  /** Done by the person, or by a rule because of that. */
  const own = (event: LiveEvent) => event.actor === actor || ours.holds(event.correlation_id);
  const applyAgain = () => {
    const events = told;
    told = [];
    again = undefined;
    tellQueries(events, hearsOf);
  };
  const tellQueries = (events: readonly LiveEvent[], concerned: typeof concerns) => {
    const following = new Map<Follow, LiveEvent[]>();
    void queries.invalidateQueries({
      predicate: (query) => {
        const news = events.filter((event) => concerned(event, query.queryKey) && !knows(query, event));
        if (news.some((event) => !own(event))) noteOthers(query.queryHash);
        const follow = news.length > 0 ? query.meta?.live : undefined;
        if (follow) following.set(follow, [...new Set([...(following.get(follow) ?? []), ...news])]);
        return news.length > 0 && !follow;
      },
    });
    for (const [follow, news] of following) follow(queries, news);
  };
  // A won deal causes a dozen events within a second; they are answered together.
  const apply = () => {
    const events = waiting;
    waiting = [];
    flush = undefined;
    pause = events.length > many ? Math.min(pause * 2, longest) : quiet;
    tellQueries(events, concerns);
    const kept = queries.getQueryCache().findAll();
    told.push(...events.filter((event) => kept.some((query) => hearsOf(event, query.queryKey))));
    if (told.length > 0) again ??= setTimeout(applyAgain, heard + pause - quiet);
  };
  const hear = (told: Told) => {
    if ('connection' in told) pages.connection(told.connection);
    else if ('reset' in told) void queries.invalidateQueries();
    else if ('event' in told) {
      const { id, actor: by, correlation_id } = told.event;
      if (by === actor) ours.keep(correlation_id);
      noteWriter(id, own(told.event));
      waiting.push(told.event);
      pages.event(told.event);
      flush ??= setTimeout(apply, pause);
    }
  };
  const writes = {
    onResponse({ request, response }: { request: Request; response: Response }) {
      for (const id of written(request, response)) noteWriter(id, true);
    },
  };
  api.use(writes);
  const unfollow = followMoves();
  // What was heard by then is applied all the same: what queries keep is shown again when the frame comes back.
  const end = (position: string | undefined) => {
    unfollow();
    api.eject(writes);
    pages.connection('off');
    // A moment before: a tab that takes over just now has not heard what this one may have missed while its connection was lost.
    if (position !== undefined) left.set(queries, { actor, since: { at: Date.now() - 1, position } });
  };
  // Elsewhere than at https or localhost a browser has no locks; there each tab listens for itself.
  if (!('locks' in navigator)) {
    const stop = read(hear, since.position);
    return () => end(stop());
  }

  const name = `gerinc-live ${actor}`;
  const others = new BroadcastChannel(name);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
  const say = (said: Said) => others.postMessage(said);
  const asked = new AbortController();
  let followed = false;
  let stop: (() => string | undefined) | undefined;
  let reading: Connection = 'off';
  let lately = new Lately(since.at);
  let asking = false;
  const tell = (told: Told) => {
    if ('connection' in told) reading = told.connection;
    if ('event' in told) lately.keep(told.event);
    hear(told);
    say(told);
    // Somebody else listened before; what came until this connection was open nobody has heard.
    if (followed && reading === 'open') {
      followed = false;
      tell({ reset: true });
    }
  };
  others.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('ask' in data) {
      if (!stop) return;
      say({ connection: reading });
      say({ since: data.ask, events: lately.since(data.ask) });
    } else if ('since' in data) {
      if (!asking || data.since !== since.at) return;
      asking = false;
      if (data.events) for (const event of data.events) hear({ event });
      else hear({ reset: true });
    } else hear(data);
  });
  const turn = async () => {
    await navigator.locks.request(name, { signal: asked.signal }, () => new Promise<void>((done) => {
      // Who followed has everybody ask again once it hears itself, so nothing before that is wanted.
      if (followed) lately = new Lately(Date.now());
      const close = read(tell, followed ? undefined : since.position);
      stop = () => {
        done();
        return close();
      };
    }));
  };
  void navigator.locks.query().then(({ held = [] }) => {
    followed = held.some((lock) => lock.name === name);
    asking = followed;
    say({ ask: since.at });
    // Given up when the frame goes.
    return turn().catch(() => undefined);
  });
  return () => {
    asked.abort();
    others.close();
    end(stop?.());
  };
}
