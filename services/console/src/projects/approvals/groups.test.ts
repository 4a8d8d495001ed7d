import { expect, test } from 'vitest';
import type { Entry } from '../time/week.ts';
import { overtakenOf } from './decide.ts';
import { budgetOf, groupsOf } from './groups.ts';

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  time_entry_id: id, project_id: 'p', task_id: 't', task_name: 'Design', person_id: 'a', person_name: 'Anna', work_on: '2026-11-24', hours: '2', billable_hours: '2',
  status: 'submitted', billed: false, version: 2, ...more,
});

test('one group per person and week, the oldest week first', () => {
  const groups = groupsOf(
    [entry('1'), entry('2', { work_on: '2026-11-23', hours: '1.5' }), entry('3', { person_id: 'b', person_name: 'Bence' }), entry('4', { work_on: '2026-11-22' })],
    (a, b) => a.localeCompare(b),
  );
  expect(groups.map((group) => [group.person, group.monday, group.hours])).toEqual([['Anna', '2026-11-16', '2'], ['Anna', '2026-11-23', '3.5'], ['Bence', '2026-11-23', '2']]);
  expect(groups[1]?.entries.map((one) => one.time_entry_id)).toEqual(['2', '1']);
});

test('a budget counts what is approved, and what would be', () => {
  const all = [entry('1', { status: 'approved', hours: '8' }), entry('2'), entry('3', { status: 'draft', hours: '5' })];
  expect(budgetOf('9', all, [entry('2')])).toEqual({ planned: '9', before: '8', after: '10', over: '1' });
  expect(budgetOf('0', all, [entry('2')]).over).toBeUndefined();
});

test('who waits with other words or hours than were seen does not wait as it was seen', () => {
  const seen = [entry('1'), entry('2'), entry('3')];
  expect(overtakenOf(seen, [entry('3', { version: 5, hours: '9' }), entry('1'), entry('4')]).map((one) => one.time_entry_id)).toEqual(['2', '3']);
  expect(overtakenOf(seen, seen)).toEqual([]);
});
