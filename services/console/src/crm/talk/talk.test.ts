import { beforeEach, expect, test } from 'vitest';
import { setTimeZone } from '../../i18n/format.ts';
import { candidates, complete, mentioned, typing } from './mentions.ts';
import { at, dayOf, parseTime } from './when.ts';

const people = [
  { member_id: '1', name: 'Anna Kovács' },
  { member_id: '2', name: 'Anna' },
  { member_id: '3', name: 'Bence Tóth' },
];

beforeEach(() => setTimeZone('Europe/Budapest'));

test('a name is typed after an @ that begins a word', () => {
  expect(typing('see @be', 7)).toEqual({ from: 4, word: 'be' });
  expect(typing('@', 1)).toEqual({ from: 0, word: '' });
  expect(typing('mail a@b', 8)).toBeUndefined();
  expect(typing('@Bence Tóth, see', 16)).toBeUndefined();
  expect(typing('no', 2)).toBeUndefined();
});

test('people are found without accents, by any of their names', () => {
  expect(candidates(people, 'tot').map((one) => one.name)).toEqual(['Bence Tóth']);
  expect(candidates(people, 'an')).toHaveLength(2);
  expect(candidates(people, 'x')).toEqual([]);
});

test('a chosen name stands in the text, and is read from it again', () => {
  const done = complete('see @be now', { from: 4, word: 'be' }, 'Bence Tóth');
  expect(done).toEqual({ text: 'see @Bence Tóth now', caret: 16 });
  expect(mentioned('@Anna Kovács and @Bence Tóth', people).map((one) => one.member_id)).toEqual(['1', '3']);
  expect(mentioned('@Anna', people).map((one) => one.member_id)).toEqual(['2']);
});

test('times are those of the organisation', () => {
  expect(['14:30', '9', '930', '24:00', 'x'].map(parseTime)).toEqual(['14:30', '09:00', '09:30', null, null]);
  expect(at('2026-07-01', '14:30')).toBe('2026-07-01T12:30:00.000Z');
  expect(at('2026-12-01', '14:30')).toBe('2026-12-01T13:30:00.000Z');
  expect(at('2026-03-29', '14:30')).toBe('2026-03-29T12:30:00.000Z');
  expect(dayOf('2026-12-01T23:30:00Z')).toBe('2026-12-02');
});
