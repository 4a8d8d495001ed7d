import { expect, test } from 'vitest';
import { keepPlaces } from './places.ts';

const row = (id: string, value = 1) => ({ id, value });
const kept = (shown: string, now: readonly { id: string; value: number }[]) => keepPlaces([...shown].map((id) => row(id)), now, ({ id }) => id, (id) => id === 'o');
const names = ({ rows }: { rows: readonly { id: string }[] }) => rows.map(({ id }) => id).join('');

test('values change in place', () => {
  expect(kept('abc', [row('a'), row('b', 2), row('c')])).toEqual({ rows: [row('a'), row('b', 2), row('c')], changes: 0 });
});
test('what came is counted and not shown; what went stays', () => {
  const found = kept('abc', [row('x'), row('a'), row('c')]);
  expect([names(found), found.changes]).toEqual(['abc', 2]);
});
test('one that moved is one change, however many it passed', () => {
  const found = kept('abcde', ['e', 'a', 'b', 'c', 'd'].map((id) => row(id)));
  expect([names(found), found.changes]).toEqual(['abcde', 1]);
});
test('what the person made, moved or took away themselves is as it is now, and not counted', () => {
  const made = kept('abc', ['o', 'a', 'b', 'c'].map((id) => row(id)));
  expect([names(made), made.changes]).toEqual(['oabc', 0]);
  const gone = kept('aob', ['a', 'b'].map((id) => row(id)));
  expect([names(gone), gone.changes]).toEqual(['ab', 0]);
  // While something of others waits, too.
  const both = kept('abco', ['x', 'a', 'o', 'b', 'c'].map((id) => row(id)));
  expect([names(both), both.changes]).toEqual(['aobc', 1]);
  const first = kept('abc', ['o', 'a', 'c'].map((id) => row(id)));
  expect([names(first), first.changes]).toEqual(['oabc', 1]);
});
