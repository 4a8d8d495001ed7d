/* Times as people type them, and days as they are meant. */
import { addDays, endOfDay, instant, today, weekStart } from '../../i18n/format.ts';

/** `14:30` from `14:30`, `1430`, `9` or `9.5` written `9:30`; null when it cannot be read. */
export function parseTime(text: string): string | null {
  const match = text.trim().match(/^(\d{1,2})(?:[:.]?([0-5]\d))?$/);
  if (!match || Number(match[1]) > 23) return null;
  return `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`;
}

/** The instant of a time on a day in the organisation's zone. */
export function at(day: string, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const begin = Date.parse(endOfDay(addDays(day, -1))) + 1;
  const guess = begin + (hours * 60 + minutes) * 60_000;
  // On the two days a year on which clocks change, the day's hours do not all lie where one would count them.
  const shown = parseTime(instant(new Date(guess).toISOString(), 'time')) ?? time;
  const [shownHours = 0] = shown.split(':').map(Number);
  return new Date(guess + (hours - shownHours) * 3_600_000).toISOString();
}

/** The business day of an instant, in the organisation's zone. */
export const dayOf = (moment: string) => today(new Date(moment));

export const tomorrow = () => addDays(today(), 1);
export const nextMonday = () => addDays(weekStart(today()), 7);
