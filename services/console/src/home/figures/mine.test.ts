import { expect, test } from 'vitest';
import { billable, forgotLastWeek, submitted, unsent, usualBy, wayOf, weeksOf, written, type Entry } from './mine.ts';

// Friday of a week that begins on 23 November.
const friday = '2026-11-27';
const entry = (work_on: string, hours: string, more: Partial<Entry> = {}): Entry => ({ work_on, hours, billable_hours: '0', status: 'approved', ...more });

test('weeks are summed exactly, empty ones too', () => {
  const weeks = weeksOf([entry('2026-11-29', '0.1'), entry('2026-11-23', '0.2'), entry('2026-11-22', '7.75')], friday, 2);
  expect(weeks.map(({ monday, hours }) => [monday, written(hours)])).toEqual([
    ['2026-11-09', '0.0000'],
    ['2026-11-16', '7.7500'],
    ['2026-11-23', '0.3000'],
  ]);
});
test('what is usual by a weekday is the mean of the four weeks before, up to that weekday', () => {
  const entries = [entry('2026-11-16', '8'), entry('2026-11-20', '4'), entry('2026-11-09', '4'), entry('2026-11-25', '100'), entry('2026-10-20', '100')];
  expect(usualBy(entries, '2026-11-26')).toBe(30_000n);
  expect(usualBy(entries, friday)).toBe(40_000n);
});
test('nothing is usual for who recorded nothing in four weeks', () => {
  expect(usualBy([entry('2026-10-20', '8'), entry('2026-11-24', '8')], friday)).toBeUndefined();
});
test('what is begun or sent back is not handed in', () => {
  const entries = [entry('2026-11-23', '1', { status: 'draft' }), entry('2026-11-24', '2', { status: 'rejected' }), entry('2026-11-25', '4', { status: 'submitted' }), entry('2026-11-16', '8', { status: 'draft' })];
  expect(written(unsent(entries, '2026-11-23'))).toBe('3.0000');
  expect(written(submitted(entries))).toBe('4.0000');
});
test('the billable part counts the four weeks before the day, in tenths of a percent', () => {
  const entries = [entry('2026-11-20', '3', { billable_hours: '2' }), entry('2026-11-23', '8', { billable_hours: '8' }), entry('2026-10-25', '8')];
  expect(billable(entries, '2026-11-23')).toBe(666);
  expect(billable(entries, '2026-10-26')).toBe(0);
  expect(billable([], '2026-11-23')).toBeUndefined();
});
test('a last week without hours is missed by who records each week, and by nobody else', () => {
  const before = [entry('2026-11-09', '8'), entry('2026-11-02', '8')];
  expect(forgotLastWeek(before, friday)).toBe(true);
  expect(forgotLastWeek(before.slice(1), friday)).toBe(false);
  expect(forgotLastWeek([...before, entry('2026-11-20', '1')], friday)).toBe(false);
});
test('more is better', () => {
  expect(wayOf(2n, 1n)).toEqual({ direction: 'up', tone: 'good' });
  expect(wayOf(1, 2)).toEqual({ direction: 'down', tone: 'bad' });
  expect(wayOf(1, 1)).toEqual({ direction: 'flat', tone: 'none' });
});
test('hours are written as the services do', () => expect([written(-75_000n), written(5n)]).toEqual(['-7.5000', '0.0005']));
