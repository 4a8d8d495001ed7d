/* The queue of time that waits: one group per person and week, the longest waiting week first. Pure. */
import { weekStart } from '../../i18n/format.ts';
import { hoursOf, sumHours, ticks } from '../time/hours.ts';
import type { Entry, Status } from '../time/week.ts';

export type Group = {
  readonly key: string;
  readonly person_id: string;
  readonly person: string;
  readonly monday: string;
  readonly entries: readonly Entry[];
  readonly hours: string;
};

export function groupsOf(entries: readonly Entry[], compare: (a: string, b: string) => number): Group[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.person_id}:${weekStart(entry.work_on)}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...groups]
    .map(([key, own]): Group => {
      const sorted = own.toSorted((a, b) => order(a.work_on, b.work_on) || compare(a.task_name, b.task_name) || order(a.time_entry_id, b.time_entry_id));
      const first = sorted[0] as Entry;
      return { key, person_id: first.person_id, person: first.person_name, monday: weekStart(first.work_on), entries: sorted, hours: sumHours(own.map((entry) => entry.hours)) };
    })
    .toSorted((a, b) => order(a.monday, b.monday) || compare(a.person, b.person) || order(a.key, b.key));
}

export type Budget = { readonly planned: string; readonly before: string; readonly after: string; readonly over: string | undefined };

/** Hours approved so far against what was planned, and how it stands with these entries approved as well. */
export function budgetOf(planned: string, all: readonly Pick<Entry, 'hours' | 'status' | 'time_entry_id'>[], deciding: readonly Pick<Entry, 'hours' | 'time_entry_id'>[]): Budget {
  const ids = new Set(deciding.map((entry) => entry.time_entry_id));
  const approved: Status = 'approved';
  const before = all.filter((entry) => entry.status === approved && !ids.has(entry.time_entry_id)).reduce((sum, entry) => sum + ticks(entry.hours), 0);
  const after = before + deciding.reduce((sum, entry) => sum + ticks(entry.hours), 0);
  const plan = ticks(planned);
  return { planned, before: hoursOf(before), after: hoursOf(after), over: plan > 0 && after > plan ? hoursOf(after - plan) : undefined };
}
