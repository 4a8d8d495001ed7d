import { expect, test } from 'vitest';
import { effects, raised, readRows, requestOf, rowsOf } from './choiceRows.ts';

const rows = rowsOf(['Gold', 'Silver', 'Tin']);
const named = (index: number, name: string) => rows.map((row, place) => (place === index ? { ...row, name } : row));

test('another name renames, a row that is gone removes, and a new one adds', () => {
  expect(requestOf(rows)).toEqual({ choices: ['Gold', 'Silver', 'Tin'], renamed: [] });
  expect(requestOf([...named(0, ' Golden '), { key: 'x', name: 'New' }, { key: 'y', name: ' ' }])).toEqual({ choices: ['Golden', 'Silver', 'Tin', 'New'], renamed: [{ was: 'Gold', name: 'Golden' }] });
  expect(requestOf(rows.slice(1))).toEqual({ choices: ['Silver', 'Tin'], renamed: [] });
});
test('two with one name become one, and it is said before', () => {
  const joined = named(0, 'Silver');
  expect(requestOf(joined)).toEqual({ choices: ['Silver', 'Tin'], renamed: [{ was: 'Gold', name: 'Silver' }] });
  expect(effects(joined, ['Gold', 'Silver', 'Tin'])).toEqual({ joined: ['Silver'], removed: [] });
  expect(effects(rows.slice(1), ['Gold', 'Silver', 'Tin'])).toEqual({ joined: [], removed: ['Gold'] });
});
test('a row moves, and what is no rows is none', () => {
  expect(raised(rows, 1).map((row) => row.name)).toEqual(['Silver', 'Gold', 'Tin']);
  expect(raised(rows, 0)).toBe(rows);
  expect(raised(rows, 9)).toBe(rows);
  expect(readRows(JSON.stringify(rows))).toEqual(rows);
  expect([readRows('x'), readRows('{}'), readRows('[1]')]).toEqual([[], [], []]);
});
