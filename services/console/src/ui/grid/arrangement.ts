/* Which columns of a list are shown, as it is remembered in the browser: for saved views, which bring their own. */
import type { Column } from './columns.ts';

const stored = (name: string) => `gerinc.grid.${name}`;
type Kept = { visibility?: Record<string, boolean> };

function kept(name: string): Kept {
  try {
    return JSON.parse(localStorage.getItem(stored(name)) ?? '{}') as Kept;
  } catch {
    return {};
  }
}

/** Ids of the columns that are shown now. */
export function shownColumns<Row>(name: string, columns: readonly Column<Row>[]): string[] {
  const { visibility = {} } = kept(name);
  return columns.filter((column) => visibility[column.id] ?? !column.hidden).map((column) => column.id);
}

/** Shows these columns from the next drawing of the list on. */
export function showColumns<Row>(name: string, columns: readonly Column<Row>[], shown: readonly string[]): void {
  const visibility = Object.fromEntries(columns.map((column) => [column.id, shown.includes(column.id)]));
  try {
    localStorage.setItem(stored(name), JSON.stringify({ ...kept(name), visibility }));
  } catch {
    // Without storage the list shows what it shows.
  }
}
