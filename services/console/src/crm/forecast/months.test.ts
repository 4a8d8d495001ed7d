import { expect, test } from 'vitest';
import { monthsAround, quarterOf } from './months.ts';

test('months go over the end of a year', () => {
  expect(monthsAround('2026-11-26', -1, 2)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
  expect(monthsAround('2026-01-31', -1, 0)).toEqual(['2025-12', '2026-01']);
});

test('a quarter begins with its first month', () => {
  expect(['2026-01', '2026-06', '2026-12'].map(quarterOf)).toEqual(['2026-01', '2026-04', '2026-10']);
});
