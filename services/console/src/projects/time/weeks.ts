/* The last weeks of a person at a glance. Pure. */
import { addDays, weekStart } from '../../i18n/format.ts';
import { sumHours } from './hours.ts';
import { hoursByStatus, type Entry, type Status } from './week.ts';

export type PastWeek = { readonly monday: string; readonly total: string; readonly statuses: readonly Status[] };

/** `count` weeks back from the one that begins on `monday`, the newest first; empty ones too, for they are what is missing. */
export function weeksOf(entries: readonly Entry[], monday: string, count: number): PastWeek[] {
  return Array.from({ length: count }, (_, at) => {
    const start = addDays(monday, -7 * at);
    const own = entries.filter((entry) => weekStart(entry.work_on) === start);
    return { monday: start, total: sumHours(own.map((entry) => entry.hours)), statuses: hoursByStatus(own).map(([status]) => status) };
  });
}
