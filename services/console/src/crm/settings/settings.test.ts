import { expect, test, vi } from 'vitest';
import { mergeLists } from '../../api/merge.ts';
import { rowsOf, saysOf, type ChoiceSays } from './choiceRows.ts';
import { moved, place } from './moved.ts';
import { priceSays } from './prices.ts';
import { fits, requestOf, requirementOf, wordOf } from './stages.ts';

test('things move to a place and the others keep their order', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
});
test('what a stage asks goes through the form and back', () => {
  const asked = [{ kind: 'value' as const }, { kind: 'contact_role' as const, role: 'champion' as const }, { kind: 'custom_field' as const, field_id: 'f' }];
  expect(asked.map(wordOf).flatMap(requirementOf)).toEqual(asked);
  expect(requirementOf('role:king')).toEqual([]);
});
test('a stage fits only with a name, odds and days that can be', () => {
  const stage = { key: 'k', name: 'Due', odds: '50', stale: '', requires: [] };
  expect(fits(stage)).toBe(true);
  for (const wrong of [{ name: ' ' }, { odds: '100' }, { odds: '0' }, { odds: 'x' }, { stale: '0' }, { stale: '1001' }]) expect(fits({ ...stage, ...wrong })).toBe(false);
  expect(requestOf({ ...stage, stale: '14' })).toMatchObject({ name: 'Due', odds_percent: 50, stale_after_days: 14 });
});
test('only what stands elsewhere gets a new place, and nothing more once somebody else’s order is kept', async () => {
  const things = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, position: index + 1 }));
  const order = moved(things, 3, 1);
  const all = vi.fn<(thing: { id: string }, patch: { position: number }) => Promise<unknown>>().mockResolvedValue({});
  await place(order, all);
  expect(all.mock.calls.map(([{ id }, { position }]) => [id, position])).toEqual([['d', 2], ['b', 3], ['c', 4]]);
  const kept = vi.fn<(thing: { id: string }, patch: { position: number }) => Promise<unknown>>().mockResolvedValueOnce({}).mockResolvedValue(null);
  await place(order, kept);
  expect(kept).toHaveBeenCalledTimes(2);
});
test('another name for a choice and a choice that somebody else added come together; two names for one are asked about', () => {
  const merge = mergeLists<ChoiceSays>({ id: (one) => one.was, anew: ({ name }) => ({ name }) });
  const before = saysOf(rowsOf(['Gold', 'Tin']));
  const mine = saysOf([{ key: 'g', was: 'Gold', name: 'Golden ' }, ...rowsOf(['Tin']), { key: 'n', name: ' ' }]);
  expect(merge(before, mine, saysOf(rowsOf(['Gold', 'Tin', 'Lead'])))).toEqual({ value: [{ was: 'Gold', name: 'Golden' }, { was: 'Tin', name: 'Tin' }, { was: 'Lead', name: 'Lead' }], clash: false });
  expect(merge(before, mine, saysOf(rowsOf(['Aurum', 'Tin'])))).toEqual({ value: [{ was: 'Aurum', name: 'Aurum' }, { was: 'Tin', name: 'Tin' }, { name: 'Golden' }], clash: true });
});
test('a price that nobody touched is sent as it was', () => {
  const price = { amount: { amount: '1200.50', currency: 'EUR' as const }, valid_from: '2026-01-01' };
  expect(priceSays(price)).toEqual({ ...price, valid_to: null, price_list_id: null });
});
