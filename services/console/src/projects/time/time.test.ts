import { describe, expect, test } from 'vitest';
import { hoursOf, sumHours, ticks } from './hours.ts';
import { leaving, meaning, move } from './moves.ts';
import { mayStand, movedOn } from './overtaken.ts';
import { isRefused, planOf, withAnswer } from './plan.ts';
import { buildWeek, cellKey, hoursByStatus, rowsToCopy, statusOf, type Entry, type ProjectInfo } from './week.ts';

const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];
const project = (id: string, name: string, more: Partial<ProjectInfo> = {}): ProjectInfo => ({
  project_id: id, name, status: 'active', tasks: [{ task_id: 't1', name: 'Design', done: false }, { task_id: 't2', name: 'Build', done: false }], ...more,
});
let made = 0;
const entry = (more: Partial<Entry> = {}): Entry => ({
  time_entry_id: `e${made++}`, project_id: 'p1', task_id: 't1', task_name: 'Design', person_id: 'me', person_name: 'Me', work_on: days[0] ?? '',
  hours: '2', billable_hours: '2', status: 'draft', billed: false, version: 1, ...more,
});
const week = (entries: Entry[], more: Partial<Parameters<typeof buildWeek>[0]> = {}) =>
  buildWeek({
    days, entries, extra: [], projects: new Map([['p1', project('p1', 'Webshop')], ['p2', project('p2', 'Brand', { status: 'on_hold' })]]),
    today: '2026-11-25', readOnly: false, compare: (a, b) => a.localeCompare(b), ...more,
  });
const cell = (entries: Entry[], at = 0) => {
  const found = week(entries, { extra: [{ project_id: 'p1', task_id: 't1' }] }).rows[0]?.cells[at];
  if (!found) throw new Error('no such cell');
  return found;
};
const key = (name: string, more: Partial<Parameters<typeof meaning>[0]> = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('hours', () => {
  test('add up exactly', () => {
    expect(sumHours(['2.45', '0.05', '7.5'])).toBe('10');
    expect(sumHours(['0.3333', '0.3333', '0.3334'])).toBe('1');
    expect(hoursOf(ticks('147.25'))).toBe('147.25');
  });
});

describe('the week', () => {
  test('has a row per project and task, in order, with sums', () => {
    const { rows, totals, total } = week([entry(), entry({ task_id: 't2', hours: '1.5', work_on: days[1] }), entry({ project_id: 'p2' })]);
    expect(rows.map((row) => [row.project, row.task, row.total])).toEqual([['Brand', 'Design', '2'], ['Webshop', 'Build', '1.5'], ['Webshop', 'Design', '2']]);
    expect(totals).toEqual(['4', '1.5', '0', '0', '0', '0', '0']);
    expect(total).toBe('5.5');
  });
  test('shows several entries of a cell as their sum, and does not let them be typed over', () => {
    const both = cell([entry({ hours: '1' }), entry({ hours: '0.75', note: 'late' })]);
    expect([both.hours, both.lock, both.hasNote]).toEqual(['1.75', 'several', true]);
  });
  test('says why a cell is locked', () => {
    expect(cell([entry({ status: 'submitted' })]).lock).toBe('submitted');
    expect(cell([entry({ status: 'approved', billed: true })]).lock).toBe('billed');
    expect(cell([], 3).lock).toBe('future');
    expect(cell([entry({ status: 'rejected' })]).lock).toBeUndefined();
    expect(week([entry({ project_id: 'p2' })]).rows[0]?.cells[0]?.lock).toBe('project');
    expect(week([entry()], { readOnly: true }).rows[0]?.cells[0]?.lock).toBe('readOnly');
  });
  test('keeps rows without hours, and shows hours that are on their way', () => {
    const ref = { project_id: 'p1', task_id: 't2' };
    const { rows, total } = week([], { extra: [ref, ref], saving: new Map([[cellKey(ref, days[0] ?? ''), '3.25']]) });
    expect(rows).toHaveLength(1);
    expect([rows[0]?.cells[0]?.hours, total]).toEqual(['3.25', '3.25']);
  });
  test('of several states the one that asks most is shown', () => {
    expect(statusOf([{ status: 'approved' }, { status: 'rejected' }])).toEqual({ status: 'rejected', mixed: true });
    expect(statusOf([])).toEqual({ status: undefined, mixed: false });
    expect(hoursByStatus([entry(), entry({ status: 'approved', hours: '4' }), entry({ hours: '1' })])).toEqual([['draft', '3'], ['approved', '4']]);
  });
  test('copies only rows that can take time and are not there yet', () => {
    const projects = new Map([['p1', project('p1', 'Webshop')], ['p2', project('p2', 'Brand', { status: 'completed' })]]);
    const before = [entry(), entry(), entry({ task_id: 't2' }), entry({ project_id: 'p2' })];
    expect(rowsToCopy(before, [{ project_id: 'p1', task_id: 't1' }], projects)).toEqual([{ project_id: 'p1', task_id: 't2' }]);
  });
});

describe('what was typed becomes calls', () => {
  const row = { project_id: 'p1', task_id: 't1' };
  test.each(['2:27', '2h27m', '147m', '2,45', '2.45'])('%s', (typed) => {
    expect(planOf(typed, cell([]), row, [])).toMatchObject({ call: { kind: 'log', hours: '2.45', work_on: days[0] } });
  });
  test('changes, takes away, or does nothing', () => {
    const here = entry();
    expect(planOf('3', cell([here]), row, [])).toEqual({ call: { kind: 'change', entry: here, hours: '3' }, hours: '3' });
    expect(planOf('', cell([here]), row, [])).toEqual({ call: { kind: 'delete', entry: here, redraft: false }, hours: '' });
    expect(planOf('2:00', cell([here]), row, [])).toEqual({ call: undefined, hours: '2' });
    expect(planOf('0', cell([]), row, [])).toEqual({ call: undefined, hours: '' });
    const back = entry({ status: 'rejected' });
    expect(planOf('0', cell([back]), row, [])).toMatchObject({ call: { kind: 'delete', redraft: true } });
  });
  test('refuses what no day has room for', () => {
    expect(planOf('abc', cell([]), row, [])).toEqual({ refused: 'unreadable' });
    expect(planOf('25', cell([]), row, [])).toEqual({ refused: 'tooMany' });
    expect(isRefused(planOf('8', cell([]), row, ['16.5']))).toBe(true);
    expect(isRefused(planOf('8', cell([]), row, ['16', '']))).toBe(false);
  });
  test('an answer takes the place of what it answers', () => {
    const here = entry();
    expect(withAnswer([here], { ...here, version: 2 }, false)).toEqual([{ ...here, version: 2 }]);
    expect(withAnswer([here], here, true)).toEqual([]);
  });
});

describe('the keyboard', () => {
  const size = { rows: 2, days: 7 };
  test('moves and stays inside', () => {
    expect(move({ row: 0, day: 0 }, 'left', size)).toEqual({ row: 0, day: 0 });
    expect(move({ row: 1, day: 2 }, 'down', size)).toEqual({ row: 1, day: 2 });
    expect(move({ row: 0, day: 6 }, 'next', size)).toEqual({ row: 1, day: 0 });
    expect(move({ row: 1, day: 6 }, 'next', size)).toBeUndefined();
    expect(move({ row: 0, day: 0 }, 'previous', size)).toBeUndefined();
  });
  test('digits begin typing, letters do not', () => {
    expect(meaning(key('7'))).toEqual({ do: 'type', first: '7' });
    expect(meaning(key('n'))).toBeUndefined();
    expect(meaning(key('d', { ctrlKey: true }))).toEqual({ do: 'copyLeft' });
    expect(meaning(key('Tab', { shiftKey: true }))).toEqual({ do: 'move', step: 'previous' });
    expect(meaning(key('Enter'))).toEqual({ do: 'move', step: 'down' });
    expect(meaning(key('1', { ctrlKey: true }))).toBeUndefined();
  });
  test('leave the field the way spreadsheets do', () => {
    expect(leaving(key('Enter'), true)).toBe('down');
    expect(leaving(key('Tab'), true)).toBe('next');
    expect(leaving(key('ArrowRight'), true)).toBe('right');
    expect(leaving(key('ArrowRight'), false)).toBeUndefined();
    expect(leaving(key('Escape'), false)).toBe('restore');
    expect(leaving(key('Enter', { ctrlKey: true }), true)).toBe('stay');
  });
});

describe('a cell that somebody else changed while it was typed into', () => {
  test('is another one when its hours are, however they are written', () => {
    expect(movedOn('2', '2.00')).toBe(false);
    expect(movedOn('', undefined)).toBe(false);
    expect(movedOn('2', '3.5')).toBe(true);
    expect(movedOn('2', undefined)).toBe(true);
    expect(movedOn('', '1')).toBe(true);
  });
  test('takes ours as long as it is not handed in, approved or billed, and when it was taken away', () => {
    expect([undefined, entry(), entry({ status: 'rejected' })].map(mayStand)).toEqual([true, true, true]);
    expect([entry({ status: 'submitted' }), entry({ status: 'approved' }), entry({ billed: true })].map(mayStand)).toEqual([false, false, false]);
  });
});
