import { collator, minor } from '../../i18n/format.ts';
import type { OrderOf, goalOrders } from '../parts/orders.ts';

type Goal = { readonly goal_id: string; readonly starts_on: string; readonly amount: { readonly amount: string } };

/** Goals in an order: reporting counts them and tells all at once, so they are put into it here. By whose they are, everybody's come last. */
export function ordered<G extends Goal>(goals: readonly G[], sort: OrderOf<typeof goalOrders>, whose: (goal: G) => string | undefined): readonly G[] {
  if (!sort) return goals;
  const [column, way] = sort.startsWith('-') ? [sort.slice(1), -1] : [sort, 1];
  const { compare } = collator();
  const by = (a: G, b: G): number => {
    if (column === 'amount') {
      const [one, other] = [minor(a.amount.amount), minor(b.amount.amount)];
      return one === other ? 0 : one > other ? way : -way;
    }
    if (column === 'from') return way * compare(a.starts_on, b.starts_on);
    const [one, other] = [whose(a), whose(b)];
    return one === undefined || other === undefined ? Number(one === undefined) - Number(other === undefined) : way * compare(one, other);
  };
  return goals.toSorted((a, b) => by(a, b) || compare(a.goal_id, b.goal_id));
}
