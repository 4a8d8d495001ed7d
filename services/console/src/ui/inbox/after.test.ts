import { expect, test } from 'vitest';
import { afterDecision, toggled } from './after.ts';

test('after a decision the next opens, at the end the one before', () => {
  const ids = ['1', '2', '3'];
  expect(afterDecision(ids, '1', new Set(['1', '2']))).toBe('3');
  expect(afterDecision(ids, '3', new Set(['3']))).toBe('2');
  expect(afterDecision(ids, '2', new Set(['1', '2', '3']))).toBeUndefined();
  expect(afterDecision(ids, undefined, new Set(['1']))).toBe('2');
});
test('a group is selected whole, and taken back when it is', () => {
  expect([...toggled(new Set(['a']), ['a', 'b'])]).toEqual(['a', 'b']);
  expect([...toggled(new Set(['a', 'b', 'c']), ['a', 'b'])]).toEqual(['c']);
});
