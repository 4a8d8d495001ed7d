/* The week as rows (project + task) and days, built from time entries. Pure: no query, no React. */
import type { Schema } from '../../api/client.ts';
import { hoursOf, ticks } from './hours.ts';

export type Entry = Schema<'TimeEntryView'>;
export type Status = Entry['status'];
/** Which work a row is about; also kept for rows that have no hours yet. */
export type RowRef = { readonly project_id: string; readonly task_id: string };

/** Why a cell cannot be typed into. */
export type Lock = 'future' | 'project' | 'submitted' | 'approved' | 'billed' | 'several' | 'unknownTask' | 'readOnly';

export type Cell = {
  readonly key: string;
  readonly day: string;
  readonly entries: readonly Entry[];
  /** Sum of the entries; empty when there are none. */
  readonly hours: string;
  readonly status: Status | undefined;
  /** True when entries of different states stand in it; `status` is then the one that needs most attention. */
  readonly mixed: boolean;
  readonly lock: Lock | undefined;
  readonly hasNote: boolean;
};

export type Row = RowRef & {
  readonly key: string;
  readonly project: string;
  readonly client: string | undefined;
  readonly task: string;
  readonly cells: readonly Cell[];
  readonly total: string;
};

export type Week = {
  readonly days: readonly string[];
  readonly rows: readonly Row[];
  readonly totals: readonly string[];
  readonly total: string;
};

/** What is known of a project where its name, its tasks and whether it takes time matter. */
export type ProjectInfo = {
  readonly project_id: string;
  readonly name: string;
  readonly account_name?: string | null;
  readonly status: string;
  readonly tasks: readonly { readonly task_id: string; readonly name: string; readonly done: boolean }[];
};

export type Means = {
  readonly days: readonly string[];
  readonly entries: readonly Entry[];
  readonly extra: readonly RowRef[];
  readonly projects: ReadonlyMap<string, ProjectInfo>;
  readonly today: string;
  readonly readOnly: boolean;
  readonly compare: (a: string, b: string) => number;
  /** Hours that are being saved, by cell: shown before the service has answered. */
  readonly saving?: ReadonlyMap<string, string>;
};

export const rowKey = (ref: RowRef) => `${ref.project_id}:${ref.task_id}`;
export const cellKey = (ref: RowRef, day: string) => `${rowKey(ref)}:${day}`;

const attention: readonly Status[] = ['rejected', 'draft', 'submitted', 'approved'];

/** The state a cell shows: of several, the one that asks most of its owner. */
export function statusOf(entries: readonly Pick<Entry, 'status'>[]): { status: Status | undefined; mixed: boolean } {
  const found = attention.filter((status) => entries.some((entry) => entry.status === status));
  return { status: found[0], mixed: found.length > 1 };
}

export function lockOf(entries: readonly Entry[], day: string, means: Pick<Means, 'today' | 'readOnly'>, project: ProjectInfo | undefined, taskKnown: boolean): Lock | undefined {
  const [first] = entries;
  if (entries.length > 1) return 'several';
  if (first?.billed) return 'billed';
  if (first && (first.status === 'submitted' || first.status === 'approved')) return first.status;
  if (means.readOnly) return 'readOnly';
  if (day > means.today) return 'future';
  if (project && project.status !== 'active') return 'project';
  if (project && !taskKnown) return 'unknownTask';
  return undefined;
}

export function buildWeek(means: Means): Week {
  const { days, entries, extra, projects, compare } = means;
  const refs = new Map<string, RowRef>();
  for (const { project_id, task_id } of [...entries, ...extra]) refs.set(rowKey({ project_id, task_id }), { project_id, task_id });
  const rows = [...refs.values()].map((ref) => buildRow(ref, means));
  rows.sort((a, b) => compare(a.project, b.project) || compare(a.task, b.task) || (a.key < b.key ? -1 : 1));
  const add = (cells: readonly Cell[]) => hoursOf(cells.reduce((sum, cell) => sum + (cell.hours ? ticks(cell.hours) : 0), 0));
  const totals = days.map((_, at) => add(rows.flatMap((row) => row.cells[at] ?? [])));
  return { days, rows: rows.map((row) => ({ ...row, total: add(row.cells) })), totals, total: add(rows.flatMap((row) => row.cells)) };

  function buildRow(ref: RowRef, { saving }: Means): Row {
    const project = projects.get(ref.project_id);
    const own = entries.filter((entry) => entry.project_id === ref.project_id && entry.task_id === ref.task_id);
    const task = project?.tasks.find((one) => one.task_id === ref.task_id);
    const cells = days.map((day): Cell => {
      const here = own.filter((entry) => entry.work_on === day);
      const key = cellKey(ref, day);
      const saved = here.length > 0 ? hoursOf(here.reduce((sum, entry) => sum + ticks(entry.hours), 0)) : '';
      return {
        key,
        day,
        entries: here,
        hours: saving?.get(key) ?? saved,
        ...statusOf(here),
        lock: lockOf(here, day, means, project, task !== undefined || here.length > 0),
        hasNote: here.some((entry) => Boolean(entry.note)),
      };
    });
    return { ...ref, key: rowKey(ref), project: project?.name ?? '', client: project?.account_name ?? undefined, task: task?.name ?? own[0]?.task_name ?? '', cells, total: '' };
  }
}

/** Rows of another week that this one does not have yet. */
export function rowsToCopy(before: readonly Entry[], now: readonly RowRef[], projects: ReadonlyMap<string, ProjectInfo>): RowRef[] {
  const have = new Set(now.map(rowKey));
  const found = new Map<string, RowRef>();
  for (const { project_id, task_id } of before) {
    const ref = { project_id, task_id };
    if (have.has(rowKey(ref))) continue;
    const project = projects.get(project_id);
    // Where no time can be logged any more a row would only be in the way.
    if (project && (project.status !== 'active' || !project.tasks.some((task) => task.task_id === task_id && !task.done))) continue;
    found.set(rowKey(ref), ref);
  }
  return [...found.values()];
}

/** What submitting the week would hand in. */
export const toSubmit = (entries: readonly Entry[]) => entries.filter((entry) => entry.status === 'draft' || entry.status === 'rejected');

/** Hours of the week in each state, for the line above the grid. */
export function hoursByStatus(entries: readonly Entry[]): [Status, string][] {
  return attention.flatMap((status): [Status, string][] => {
    const own = entries.filter((entry) => entry.status === status);
    return own.length === 0 ? [] : [[status, hoursOf(own.reduce((sum, entry) => sum + ticks(entry.hours), 0))]];
  });
}
