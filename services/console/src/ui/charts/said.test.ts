import { expect, test } from 'vitest';
import { saidOf } from './said.ts';

const series = [{ key: 'now', label: 'Now' }, { key: 'before', label: 'Before' }];
const point = { id: '1', x: 'Kékes Kft.', values: { now: 8352.5, before: null } };

test('a mark of money says what the table says', () => {
  expect(saidOf(series, point, 'EUR')).toBe('Kékes Kft., Now: €8,352.50');
  expect(saidOf(series, { ...point, values: { now: 3306, before: -1.25 } }, 'EUR')).toBe('Kékes Kft., Now: €3,306.00 and Before: -€1.25');
});
test('and what is none a number', () => {
  expect(saidOf(series, point)).toBe('Kékes Kft., Now: 8,352.5');
  expect(saidOf(series, point, 'hours')).toBe('Kékes Kft., Now: 8,352.5');
});
