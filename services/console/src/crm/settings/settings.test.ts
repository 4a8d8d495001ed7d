import { expect, test } from 'vitest';
import { moved } from './moved.ts';
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
