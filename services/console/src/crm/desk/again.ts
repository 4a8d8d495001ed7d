/* How a task comes again, as a form holds it. */
import type { Schema } from '../../api/client.ts';

type Asked = Schema<'RecurrenceRequest'>;
export type Recurrence = Schema<'Recurrence'>;
export type AgainValues = { readonly again: string; readonly every: string; readonly days: string; readonly ends: string; readonly until: string; readonly count: string };

export const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const satisfies readonly Recurrence['frequency'][];
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const satisfies readonly Recurrence['weekdays'][number][];
export const ends = ['never', 'until', 'count'] as const;

/** The fields of how it comes again now; those of one that does not, when there is none. */
export const againValues = (now: Recurrence | null | undefined): AgainValues => ({
  again: now?.frequency ?? '',
  every: String(now?.interval ?? 1),
  days: (now?.weekdays ?? []).join(' '),
  ends: now?.until ? 'until' : now?.count ? 'count' : 'never',
  until: now?.until ?? '',
  count: now?.count ? String(now.count) : '',
});

export const chosenDays = (days: string) => weekdays.filter((day) => days.split(' ').includes(day));
export const toggleDay = (days: string, day: (typeof weekdays)[number]) => weekdays.filter((one) => chosenDays(days).includes(one) !== (one === day)).join(' ');

/** What the service is asked for; null when it does not come again. */
export function readAgain({ again, every, days, ends: end, until, count }: AgainValues): Asked | null {
  const frequency = frequencies.find((one) => one === again);
  if (!frequency) return null;
  return {
    frequency,
    interval: Number(every),
    weekdays: frequency === 'weekly' ? chosenDays(days) : [],
    until: end === 'until' ? until : null,
    count: end === 'count' ? Number(count) : null,
  };
}

type Wrong = 'every' | 'until' | 'count';
/** Which fields cannot be so. */
export function wrongAgain({ again, every, ends: end, until, count }: AgainValues, due: string): readonly Wrong[] {
  if (!again) return [];
  const whole = (text: string, most: number) => /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
  return [
    ...(whole(every, 99) ? [] : (['every'] as const)),
    ...(end === 'until' && (!until || until < due) ? (['until'] as const) : []),
    ...(end === 'count' && !whole(count, 999) ? (['count'] as const) : []),
  ];
}
