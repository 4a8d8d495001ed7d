/* What a project's time says about its budgets. Pure. */
import { negate, sums, type Money } from '../../i18n/format.ts';
import type { Entry } from '../queries.ts';
import { hoursOf, ticks } from '../time/hours.ts';

export type Hours = { readonly logged: string; readonly approved: string };

const add = (entries: readonly Entry[]) => hoursOf(entries.reduce((sum, entry) => sum + ticks(entry.hours), 0));

/** Logged counts every state, for all of it was worked; approved is what cost and billing count. */
export const hoursIn = (entries: readonly Entry[]): Hours => ({ logged: add(entries), approved: add(entries.filter((entry) => entry.status === 'approved')) });

export function hoursByTask(entries: readonly Entry[]): ReadonlyMap<string, Hours> {
  const own = new Map<string, Entry[]>();
  for (const entry of entries) own.set(entry.task_id, [...(own.get(entry.task_id) ?? []), entry]);
  return new Map([...own].map(([task, all]) => [task, hoursIn(all)]));
}

export type Unbilled = { readonly entries: number; readonly hours: string; readonly amounts: readonly Money[] };

/** Approved hours with a price that stand on no issued invoice. */
export function unbilledTime(entries: readonly Entry[]): Unbilled {
  const open = entries.filter((entry) => entry.status === 'approved' && !entry.billed && entry.bill_amount && ticks(entry.billable_hours) > 0);
  return {
    entries: open.length,
    hours: hoursOf(open.reduce((sum, entry) => sum + ticks(entry.billable_hours), 0)),
    amounts: sums(open.flatMap((entry) => (entry.bill_amount ? [entry.bill_amount] : []))),
  };
}

/** What is left if the client pays the whole budget and it costs what it may; only within one currency. */
export function plannedMargin(budget: Money, cost: Money): Money | undefined {
  const [left, ...others] = sums([budget, negate(cost)]);
  return others.length > 0 ? undefined : left;
}

type Milestone = { readonly completed_on?: string | null; readonly due_on?: string | null };
/** The delivery that comes next, and how many are done. */
export function progressOf<M extends Milestone>(milestones: readonly M[]): { done: number; all: number; next: M | undefined } {
  const open = milestones.filter((one) => !one.completed_on);
  const next = open.toSorted((a, b) => ((a.due_on ?? '9999') < (b.due_on ?? '9999') ? -1 : 1))[0];
  return { done: milestones.length - open.length, all: milestones.length, next };
}
