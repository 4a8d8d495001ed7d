/* What should be billed, put together the way it can be invoiced: one customer, one currency, a hundred lines. */
import { minor, sums, type Money } from '../../i18n/format.ts';
import type { Work } from './queries.ts';

export const maxLines = 100;

export type Group = {
  readonly id: string;
  readonly customerId: string;
  readonly currency: string;
  readonly items: readonly Work[];
  readonly total: Money;
  /** The day of the oldest delivery. */
  readonly since: string;
};

/** Oldest delivery first: what waits longest stands on top. Within a group by project, then by day. */
export function groupWork(items: readonly Work[], projectName: (id: string) => string): Group[] {
  const found = new Map<string, Work[]>();
  for (const item of items) {
    const id = `${item.customer_id} ${item.amount.currency}`;
    const group = found.get(id);
    if (group) group.push(item);
    else found.set(id, [item]);
  }
  const groups = [...found].flatMap(([id, list]): Group[] => {
    const [total] = sums(list.map((item) => item.amount));
    if (!total) return [];
    const sorted = list.toSorted(
      (a, b) => projectName(a.project_id).localeCompare(projectName(b.project_id)) || a.delivered_on.localeCompare(b.delivered_on) || a.description.localeCompare(b.description),
    );
    const since = list.reduce((oldest, item) => (item.delivered_on < oldest ? item.delivered_on : oldest), list[0]?.delivered_on ?? '');
    return [{ id, customerId: list[0]?.customer_id ?? '', currency: total.currency, items: sorted, total, since }];
  });
  return groups.toSorted((a, b) => a.since.localeCompare(b.since) || Number(minor(b.total.amount) - minor(a.total.amount)));
}

/** What of a group goes on the draft: what is ticked, or all of it when nothing is; null when that is too much for one invoice. */
export function chosenOf(group: Group, ticked: ReadonlySet<string>): readonly Work[] | null {
  const some = group.items.filter((item) => ticked.has(item.billable_item_id));
  const chosen = some.length > 0 ? some : group.items;
  return chosen.length > maxLines ? null : chosen;
}
