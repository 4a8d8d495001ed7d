/* Working hours as they are typed, and as the service keeps them. */
import type { Schema } from '../../api/client.ts';
import { parseTime } from '../talk/when.ts';

export type Hours = Schema<'SendWindow'>;
export const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const satisfies readonly Hours['days'][number][];
export type Typed = { readonly on: boolean; readonly days: readonly Hours['days'][number][]; readonly from: string; readonly to: string };

/** What is shown of them; the usual ones while every hour counts. */
export const hoursOf = (hours: Hours | null | undefined): Typed => ({
  on: hours !== null && hours !== undefined,
  days: hours?.days ?? week.slice(0, 5),
  from: (hours?.from ?? '09:00').slice(0, 5),
  to: (hours?.to ?? '17:00').slice(0, 5),
});

/** What is kept of them: nothing when every hour counts. What is no time goes as it was typed, and the service says so. */
export const hoursIn = ({ on, days, from, to }: Typed): Hours | null => {
  const time = (typed: string) => {
    const read = parseTime(typed);
    return read ? `${read}:00` : typed.trim();
  };
  return on ? { days: week.filter((day) => days.includes(day)), from: time(from), to: time(to) } : null;
};
