/* Rows without hours exist only here: they are remembered in this browser until hours are in them. */
import { preference } from '../../keys/preferences.ts';
import type { RowRef } from './week.ts';

const kept = preference<Readonly<Record<string, readonly RowRef[]>>>('time.rows', {});
const none: readonly RowRef[] = [];
/** Weeks that are remembered; older ones are forgotten. */
const most = 12;

/** The rows somebody added to a week, and the way to change them. */
export function useKeptRows(person: string, monday: string): [readonly RowRef[], (change: (before: readonly RowRef[]) => readonly RowRef[]) => void] {
  const name = `${person}:${monday}`;
  const all = kept.use();
  return [
    all[name] ?? none,
    (change) => {
      const now = kept.get();
      const others = Object.entries(now).filter(([key]) => key !== name);
      kept.set(Object.fromEntries([...others.slice(1 - most), [name, change(now[name] ?? none)]]));
    },
  ];
}
