import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { isMine } from '../api/mine.ts';
import { concerns, hearsOf, listen } from './liveLink.ts';

const won = { type: 'crm.deal.won.v1', id: 'd1' };

test('an event concerns the lists and details of its kind', () => {
  expect(concerns(won, ['crm', 'deals', 'list', {}])).toBe(true);
  expect(concerns(won, ['crm', 'deals', 'd1'])).toBe(true);
  expect(concerns(won, ['crm', 'accounts', 'list', {}])).toBe(false);
  expect(concerns({ type: 'projects.time.approved.v1', id: 't' }, ['projects', 'time-entries', 'list'])).toBe(true);
  expect(concerns({ type: 'expenses.cost_center.updated.v1', id: 'c' }, ['expenses', 'cost-centers', 'list'])).toBe(true);
});
test('what was promised concerns the lists that show it', () => {
  const planned = { type: 'crm.follow_up.created.v1', id: 'f' };
  for (const list of ['deals', 'leads', 'forgotten', 'follow-ups']) expect(concerns(planned, ['crm', list, 'list'])).toBe(true);
  expect(concerns(planned, ['crm', 'accounts', 'list'])).toBe(false);
});

test('what comes of a record concerns the lists of that, and settings are named as they are', () => {
  expect(concerns({ type: 'projects.project.held.v1', id: 'p' }, ['projects', 'decisions', 'open'])).toBe(true);
  expect(concerns({ type: 'crm.account.merged.v1', id: 'a' }, ['crm', 'merges', 'list'])).toBe(true);
  expect(concerns({ type: 'crm.mail.received.v1', id: 'm' }, ['crm', 'inbox', 'list'])).toBe(true);
  expect(concerns({ type: 'billing.invoice_settings.changed.v1', id: 'o' }, ['billing', 'invoice-settings'])).toBe(true);
  // Its own members CRM learns of identity.
  expect(hearsOf({ type: 'identity.member.added.v1' }, ['crm', 'members'])).toBe(true);
  expect(concerns({ type: 'identity.member.added.v1', id: 'n' }, ['crm', 'members'])).toBe(false);
});

test('it concerns what names its record elsewhere, and what is summed up in reporting only once that has heard of it', () => {
  expect(concerns(won, ['reporting', 'margin'])).toBe(false);
  expect(hearsOf(won, ['reporting', 'margin'])).toBe(true);
  expect(concerns(won, ['projects', 'projects', 'list', { deal_id: 'd1' }])).toBe(true);
  expect(concerns(won, ['identity', 'session'])).toBe(false);
});

test('what another service tells of it is asked for a moment later', () => {
  const issued = { type: 'billing.invoice.issued.v1' };
  expect(hearsOf(issued, ['crm', 'activities', 'timeline', 'a1', { kind: undefined }])).toBe(true);
  expect(hearsOf(issued, ['crm', 'deals', 'd1'])).toBe(true);
  expect(hearsOf(issued, ['reporting', 'movements'])).toBe(true);
  expect(hearsOf(issued, ['crm', 'deals', 'list', {}])).toBe(false);
  expect(hearsOf(issued, ['crm', 'activities', 'list'])).toBe(false);
  expect(hearsOf({ type: 'projects.time_entry.logged.v1' }, ['crm', 'activities', 'timeline', 'a1'])).toBe(false);
});

describe('what happens', () => {
  let tell: (id: string, more?: { readonly actor: string; readonly correlation_id: string }) => void;
  let queries: QueryClient;
  let stop: () => void;
  let asked: MockInstance<QueryClient['invalidateQueries']>;

  beforeEach(() => {
    vi.useFakeTimers();
    // Without locks a tab listens for itself.
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('EventSource', class extends EventTarget {
      constructor() {
        super();
        tell = (id, more) => this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ type: 'crm.deal.won.v1', id, version: 1, ...more }) }));
      }
      close() {}
    });
    queries = new QueryClient();
    asked = vi.spyOn(queries, 'invalidateQueries');
    stop = listen(queries, 'member:m', { at: 0, position: '00-1-2' });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('is answered after a moment, all of it together', () => {
    for (const id of ['d1', 'd2', 'd3']) tell(id);
    vi.advanceTimersByTime(399);
    expect(asked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(asked).toHaveBeenCalledTimes(1);
  });
  test('is one\'s own when one did it, or when a rule did it because of that, until somebody else changes it', () => {
    tell('d1', { actor: 'member:m', correlation_id: 'c1' });
    tell('d2', { actor: 'system:automation', correlation_id: 'c1' });
    tell('d3', { actor: 'system:automation', correlation_id: 'c2' });
    expect(['d1', 'd2', 'd3'].map(isMine)).toEqual([true, true, false]);
    tell('d1', { actor: 'member:other', correlation_id: 'c3' });
    expect(isMine('d1')).toBe(false);
  });
  test('is asked for a moment later where it is heard of later', () => {
    tell('d1');
    vi.advanceTimersByTime(5000);
    expect(asked).toHaveBeenCalledTimes(1);
    queries.setQueryData(['reporting', 'movements'], 1);
    const stale = () => queries.getQueryState(['reporting', 'movements'])?.isInvalidated;
    tell('d2');
    vi.advanceTimersByTime(400);
    expect([asked.mock.calls.length, stale()]).toEqual([2, false]);
    vi.advanceTimersByTime(1500);
    expect([asked.mock.calls.length, stale()]).toEqual([3, true]);
  });
  test('is answered ever more rarely while an import goes on, and at once again after it', () => {
    for (let second = 0; second < 60; second += 1) {
      for (let at = 0; at < 50; at += 1) tell(`d${second}-${at}`);
      vi.advanceTimersByTime(1000);
    }
    vi.advanceTimersByTime(10_000);
    expect(asked.mock.calls.length).toBeLessThan(20);
    tell('d1');
    vi.advanceTimersByTime(5000);
    asked.mockClear();
    tell('d1');
    vi.advanceTimersByTime(400);
    expect(asked).toHaveBeenCalledTimes(1);
  });
  test('is told to queries that follow by themselves, which are not asked again', () => {
    const live = vi.fn();
    for (const stage of ['one', 'two']) void queries.prefetchQuery({ queryKey: ['crm', 'deals', 'board', stage], queryFn: () => 1, meta: { live } });
    queries.setQueryData(['crm', 'deals', 'list'], 1);
    tell('d1');
    tell('d2');
    vi.advanceTimersByTime(400);
    expect(live).toHaveBeenCalledTimes(1);
    expect(live).toHaveBeenCalledWith(queries, [expect.objectContaining({ id: 'd1' }), expect.objectContaining({ id: 'd2' })]);
    expect(queries.getQueryState(['crm', 'deals', 'board', 'one'])?.isInvalidated).toBe(false);
    expect(queries.getQueryState(['crm', 'deals', 'list'])?.isInvalidated).toBe(true);
  });
});

describe('between what a page asked for and its link', () => {
  type Heard = { readonly url: string; readonly tell: (kind: 'change' | 'reset', id: string, position: string) => void; readonly refuse: () => void };
  let sources: Heard[];
  const channels = new Set<EventTarget>();
  let holder: { readonly done: Promise<unknown> } | undefined;
  let ends: (() => void)[];

  beforeEach(() => {
    vi.useFakeTimers({ now: 10_000 });
    sources = [];
    ends = [];
    holder = undefined;
    channels.clear();
    vi.stubGlobal('EventSource', class extends EventTarget {
      static readonly CLOSED = 2;
      readyState = 1;
      constructor(url: string) {
        super();
        sources.push({
          url,
          tell: (kind, id, lastEventId) => this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify({ type: `crm.${id.startsWith('a') ? 'account' : 'deal'}.updated.v1`, id, version: 1 }), lastEventId })),
          refuse: () => {
            this.readyState = 2;
            this.dispatchEvent(new Event('error'));
          },
        });
      }
      close() {}
    });
    vi.stubGlobal('BroadcastChannel', class extends EventTarget {
      constructor() {
        super();
        channels.add(this);
      }
      postMessage(data: unknown) {
        for (const other of channels) if (other !== this) other.dispatchEvent(new MessageEvent('message', { data }));
      }
      close() {
        channels.delete(this);
      }
    });
    // One lock: whoever comes first has it.
    vi.stubGlobal('navigator', {
      locks: {
        query: async () => ({ held: holder ? [{ name: 'gerinc-live member:m' }] : [] }),
        request: (_name: string, _options: unknown, hold: () => Promise<unknown>) => {
          if (holder) return new Promise(() => undefined);
          const done = hold();
          holder = { done };
          return done;
        },
      },
    });
  });
  afterEach(() => {
    for (const end of ends) end();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const tab = async (at: number, position?: string, queries = new QueryClient()) => {
    queries.setQueryData(['crm', 'deals', 'd1'], 1);
    queries.setQueryData(['crm', 'accounts', 'a1'], 1);
    ends.push(listen(queries, 'member:m', { at, position }));
    await vi.advanceTimersByTimeAsync(500);
    return (id: string) => queries.getQueryState(['crm', id === 'a1' ? 'accounts' : 'deals', id])?.isInvalidated;
  };

  test('the tab that listens is told by the gateway from its own place on, and goes on where it stopped', async () => {
    await tab(10_000, '00-1');
    expect(sources.map(({ url }) => url)).toEqual(['/api/live?after=00-1']);
    sources[0]?.tell('change', 'd1', '00-2');
    sources[0]?.refuse();
    await vi.advanceTimersByTimeAsync(2000);
    expect(sources[1]?.url).toBe('/api/live?after=00-2');
  });
  test('a tab whose frame comes back is told only what happened since it went, and what it had heard by then is asked for again', async () => {
    const queries = new QueryClient();
    await tab(10_000, '00-1', queries);
    sources[0]?.tell('change', 'd1', '00-2');
    ends.pop()?.();
    await vi.advanceTimersByTimeAsync(500);
    expect(queries.getQueryState(['crm', 'deals', 'd1'])?.isInvalidated).toBe(true);
    holder = undefined;
    await tab(10_000, '00-1', queries);
    expect(sources.map(({ url }) => url)).toEqual(['/api/live?after=00-1', '/api/live?after=00-2']);
    // Somebody else begins where they say.
    ends.pop()?.();
    holder = undefined;
    ends.push(listen(queries, 'member:other', { at: 10_000, position: '00-1' }));
    await vi.advanceTimersByTimeAsync(500);
    expect(sources[2]?.url).toBe('/api/live?after=00-1');
  });
  test('a tab whose frame comes back asks for everything again when another one took over as it went', async () => {
    const queries = new QueryClient();
    await tab(10_000, '00-1', queries);
    ends.pop()?.();
    holder = undefined;
    // In the same millisecond.
    ends.push(listen(new QueryClient(), 'member:m', { at: Date.now(), position: '00-5' }));
    await vi.advanceTimersByTimeAsync(0);
    const isAskedAgain = await tab(10_000, '00-1', queries);
    expect([isAskedAgain('d1'), isAskedAgain('a1')]).toEqual([true, true]);
  });
  test('another tab is told by it, of nothing but what happened since', async () => {
    await tab(10_000, '00-1');
    sources[0]?.tell('change', 'd1', '00-2');
    await vi.advanceTimersByTimeAsync(1000);
    const asked = Date.now();
    sources[0]?.tell('change', 'a1', '00-3');
    const isAskedAgain = await tab(asked);
    expect(sources).toHaveLength(1);
    expect([isAskedAgain('d1'), isAskedAgain('a1')]).toEqual([false, true]);
  });
  test('a tab asks for everything again when nobody knows what happened since', async () => {
    await tab(10_000, '00-1');
    const isAskedAgain = await tab(9000);
    expect([isAskedAgain('d1'), isAskedAgain('a1')]).toEqual([true, true]);
    const asked = Date.now();
    for (let at = 0; at < 501; at += 1) sources[0]?.tell('change', 'a2', `00-${at}`);
    expect((await tab(asked))('d1')).toBe(true);
  });
});
