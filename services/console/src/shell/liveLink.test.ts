import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { concerns, listen } from './liveLink.ts';

const won = { type: 'crm.deal.won.v1', id: 'd1' };

test('an event concerns the lists and details of its kind', () => {
  expect(concerns(won, ['crm', 'deals', 'list', {}])).toBe(true);
  expect(concerns(won, ['crm', 'deals', 'd1'])).toBe(true);
  expect(concerns(won, ['crm', 'accounts', 'list', {}])).toBe(false);
  expect(concerns({ type: 'projects.time.approved.v1', id: 't' }, ['projects', 'time-entries', 'list'])).toBe(true);
  expect(concerns({ type: 'expenses.cost_center.updated.v1', id: 'c' }, ['expenses', 'cost-centers', 'list'])).toBe(true);
});
test('it concerns what is summed up in reporting, and what names its record elsewhere', () => {
  expect(concerns(won, ['reporting', 'margin'])).toBe(true);
  expect(concerns(won, ['projects', 'projects', 'list', { deal_id: 'd1' }])).toBe(true);
  expect(concerns(won, ['identity', 'session'])).toBe(false);
});

describe('what happens', () => {
  let tell: (id: string) => void;
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
        tell = (id) => this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ type: 'crm.deal.won.v1', id, version: 1 }) }));
      }
      close() {}
    });
    queries = new QueryClient();
    asked = vi.spyOn(queries, 'invalidateQueries');
    stop = listen(queries, 'member:m');
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
