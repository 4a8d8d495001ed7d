import { expect, test } from 'vitest';
import type { Deal } from '../deals/queries.ts';
import { age, neighbour, place, steady, totalOf, weighted, withMoves } from './board.ts';

const deal = (id: string, more: Partial<Deal> = {}): Deal => ({
  deal_id: id, name: id, stage_id: 's1', stage_name: 'One', status: 'open', odds_percent: 10, value: { amount: '100.00', currency: 'EUR' }, opened_on: '2026-11-01', win_no: 0, won_elsewhere: false, version: 1,
  pipeline_id: 'p', stale: false, tags: [], custom: {}, ...more,
});
const ids = (rows: readonly Deal[]) => rows.map((row) => row.deal_id).join('');

test('a card goes where the order wants it, and is there once', () => {
  const rows = [deal('a', { opened_on: '2026-11-03' }), deal('b', { opened_on: '2026-11-01' })];
  expect(ids(place(rows, deal('c', { opened_on: '2026-11-02' }), '-opened_on'))).toBe('acb');
  expect(ids(place([...rows, deal('c')], deal('c', { opened_on: '2026-11-09' }), '-opened_on'))).toBe('cab');
  // As money, not as text, in the organisation's currency: 1000 is more than 900, and 5000 forints are less.
  const worth = (id: string, amount: string | null, value = { amount: amount ?? '9000', currency: 'EUR' }) => deal(id, { value, base_value: amount === null ? null : { amount, currency: 'EUR' } });
  expect(ids(place([worth('a', '900')], worth('z', '1000'), '-value'))).toBe('za');
  expect(ids(place([worth('a', '900')], worth('z', '12.50', { amount: '5000', currency: 'HUF' }), '-value'))).toBe('az');
  expect(ids(place([worth('a', '0')], worth('z', null), '-value'))).toBe('az');
});
test('a move shows on both sides at once, whatever a reload brings', () => {
  const moves = new Map([['a', { deal: deal('a', { stage_id: 's2' }), from: 's1', to: 's2' }]]);
  expect(ids(withMoves([deal('a'), deal('b')], 's1', moves, 'name'))).toBe('b');
  expect(ids(withMoves([deal('c')], 's2', moves, 'name'))).toBe('ac');
  expect(ids(withMoves([deal('a'), deal('c')], 's2', moves, 'name'))).toBe('ac');
  expect(ids(withMoves([deal('b'), deal('b')], 's1', new Map(), 'name'))).toBe('b');
});
test('what others do waits while somebody points at the column', () => {
  const shown = [deal('a'), deal('b'), deal('c')];
  const fresh = [deal('x'), deal('a', { version: 2 }), deal('c'), deal('d')];
  const held = steady(shown, fresh, () => false);
  expect(ids(held.rows)).toBe('abcd');
  expect(held.rows[0]?.version).toBe(2);
  expect(held.waiting).toBe(2);
});
test('what one does oneself never waits', () => {
  const shown = [deal('a'), deal('b')];
  expect(steady(shown, [deal('b'), deal('z')], (id) => id === 'a')).toMatchObject({ waiting: 0 });
  expect(ids(steady(shown, [deal('a'), deal('m'), deal('b')], (id) => id === 'm').rows)).toBe('amb');
});
test('the next card is below, or the first of the next column that has one', () => {
  const columns = [[deal('a'), deal('b')], [], [deal('c')]];
  const next = (id: string | undefined, by: 1 | -1) => {
    const { column = -1, place: at = -1 } = neighbour(columns, id, by) ?? {};
    return columns[column]?.[at]?.deal_id;
  };
  expect(['a', 'b', 'c'].map((id) => next(id, 1))).toEqual(['b', 'c', 'c']);
  expect(['a', 'b', 'c'].map((id) => next(id, -1))).toEqual(['a', 'a', 'b']);
  expect([next('gone', 1), next(undefined, 1)]).toEqual(['a', 'a']);
  expect(neighbour([[], []], 'a', 1)).toBeUndefined();
});
test('age and sums', () => {
  expect(age({ opened_on: '2026-10-01', in_stage_since: '2026-11-20' }, '2026-11-25')).toEqual({ days: 5, inStage: true, stale: false });
  expect(age({ opened_on: '2026-10-01' }, '2026-11-25')).toEqual({ days: 55, inStage: false, stale: true });
  expect(weighted(totalOf([deal('a'), deal('b', { value: { amount: '33.33', currency: 'EUR' } })]), 25)).toEqual([{ amount: '33.33', currency: 'EUR' }]);
});
