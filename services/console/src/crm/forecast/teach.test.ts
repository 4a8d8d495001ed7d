import { expect, test } from 'vitest';
import { isNothing } from './teach.ts';

test('there is nothing to tell while no deal is in a figure', () => {
  expect(isNothing(undefined)).toBe(true);
  expect(isNothing({ deals: 0, won: null })).toBe(true);
  expect(isNothing({ deals: 0, won: { deals: 0 } })).toBe(true);
  expect(isNothing({ deals: 1, won: null })).toBe(false);
  expect(isNothing({ deals: 0, won: { deals: 2 } })).toBe(false);
});
