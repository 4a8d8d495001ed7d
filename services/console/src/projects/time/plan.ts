/* From what was typed into a cell to the calls that make it so. Pure. */
import { parseDuration } from '../../i18n/parse.ts';
import { day24, ticks } from './hours.ts';
import type { Cell, Entry, RowRef } from './week.ts';

export type Call =
  | { readonly kind: 'log'; readonly project_id: string; readonly task_id: string; readonly work_on: string; readonly hours: string; readonly note?: string }
  | { readonly kind: 'change'; readonly entry: Entry; readonly hours: string }
  /** A rejected entry has to become a draft before it can be deleted. */
  | { readonly kind: 'delete'; readonly entry: Entry; readonly redraft: boolean };

export type Plan = { readonly call: Call | undefined; readonly hours: string };
export type Refused = { readonly refused: 'unreadable' | 'tooMany' | 'dayFull' };

/**
 * `others` are the hours of the other cells of that day. Emptied, or 0, takes the entry away; the same hours are no call.
 * A cell that is locked never comes here.
 */
export function planOf(typed: string, cell: Cell, row: RowRef, others: readonly string[]): Plan | Refused {
  const text = typed.trim();
  const hours = text === '' ? '0' : parseDuration(text);
  if (hours === null) return { refused: 'unreadable' };
  const wanted = ticks(hours);
  if (wanted > day24) return { refused: 'tooMany' };
  if (wanted + others.reduce((sum, other) => sum + (other ? ticks(other) : 0), 0) > day24) return { refused: 'dayFull' };
  const [entry] = cell.entries;
  if (wanted === 0) {
    return { call: entry && { kind: 'delete', entry, redraft: entry.status === 'rejected' }, hours: '' };
  }
  if (!entry) return { call: { kind: 'log', project_id: row.project_id, task_id: row.task_id, work_on: cell.day, hours }, hours };
  return { call: ticks(entry.hours) === wanted ? undefined : { kind: 'change', entry, hours }, hours };
}

export const isRefused = (plan: Plan | Refused): plan is Refused => 'refused' in plan;

/** Entries of a week after one of them was answered for; taken away when `answer` is gone. */
export function withAnswer(entries: readonly Entry[], answer: Entry, gone: boolean): Entry[] {
  const rest = entries.filter((entry) => entry.time_entry_id !== answer.time_entry_id);
  return gone ? rest : [...rest, answer];
}
