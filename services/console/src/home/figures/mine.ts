/* The figures of who records time, from their own entries. Hours are decimal strings on the wire; here whole ten-thousandths. */
import type { Schema } from '../../api/client.ts';
import { addDays, daysBetween, minor, weekStart } from '../../i18n/format.ts';
import type { Trend } from './series.ts';

export type Entry = Pick<Schema<'TimeEntryView'>, 'work_on' | 'hours' | 'billable_hours' | 'status'>;
/** Weeks before this one that are asked for: two times the four that say what is usual. */
export const weeksBack = 8;
const usual = 4;

const sum = (entries: readonly Entry[], of: 'hours' | 'billable_hours' = 'hours') => entries.reduce((total, entry) => total + minor(entry[of]), 0n);

/** As the services write hours. */
export function written(units: bigint): string {
  const positive = units < 0n ? -units : units;
  return `${units < 0n ? '-' : ''}${positive / 10_000n}.${(positive % 10_000n).toString().padStart(4, '0')}`;
}

export type Week = { readonly monday: string; readonly hours: bigint };

/** Hours of this week and the `count` before it, the oldest first; weeks without any too. */
export function weeksOf(entries: readonly Entry[], day: string, count = weeksBack): Week[] {
  const monday = weekStart(day);
  return Array.from({ length: count + 1 }, (_, at) => {
    const begins = addDays(monday, 7 * (at - count));
    return { monday: begins, hours: sum(entries.filter((entry) => weekStart(entry.work_on) === begins)) };
  });
}

/**
 * What is usually recorded from Monday to this day of a week: the mean of the four weeks before, nothing for who recorded in none of
 * them. The suite keeps no working hours of a person, so their own weeks are what can be expected.
 */
export function usualBy(entries: readonly Entry[], day: string): bigint | undefined {
  const monday = weekStart(day);
  const until = daysBetween(monday, day);
  const before = entries.filter(({ work_on }) => work_on < monday && work_on >= addDays(monday, -7 * usual));
  if (sum(before) === 0n) return undefined;
  return sum(before.filter(({ work_on }) => daysBetween(weekStart(work_on), work_on) <= until)) / BigInt(usual);
}

/** Hours of a week that are not handed in: begun, or sent back. */
export const unsent = (entries: readonly Entry[], monday: string): bigint =>
  sum(entries.filter(({ work_on, status }) => weekStart(work_on) === monday && (status === 'draft' || status === 'rejected')));

/** Hours that wait for whoever approves time. */
export const submitted = (entries: readonly Entry[]): bigint => sum(entries.filter(({ status }) => status === 'submitted'));

/** Which part of the hours of four weeks, up to the one before `monday`, is billed by the hour; in tenths of a percent, nothing without hours. */
export function billable(entries: readonly Entry[], monday: string): number | undefined {
  const own = entries.filter(({ work_on }) => work_on < monday && work_on >= addDays(monday, -7 * usual));
  const all = sum(own);
  return all === 0n ? undefined : Number((sum(own, 'billable_hours') * 1000n) / all);
}

/** Whether last week holds no hour although there were some in at least two of the four weeks before it. */
export function forgotLastWeek(entries: readonly Entry[], day: string): boolean {
  const weeks = weeksOf(entries, addDays(weekStart(day), -7), usual);
  return weeks.at(-1)?.hours === 0n && weeks.filter((week) => week.hours > 0n).length >= 2;
}

/** Which way a number went; more is better. */
export function wayOf(now: bigint | number, before: bigint | number): Pick<Trend, 'direction' | 'tone'> {
  if (now === before) return { direction: 'flat', tone: 'none' };
  return now > before ? { direction: 'up', tone: 'good' } : { direction: 'down', tone: 'bad' };
}
