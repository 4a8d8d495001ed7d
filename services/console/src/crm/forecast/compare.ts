/* A forecast beside an earlier one of the same months: what changed in each figure. */
import { negate, sums, type Money } from '../../i18n/format.ts';
import type { Figures, Forecast } from './data.ts';

const none = ({ currency }: Money): Money => ({ amount: '0', currency });

/** What is left of figures whose deals are all gone; their address still opens the deals of then. */
const emptied = (then: Figures): Figures => ({
  ...then,
  deals: 0,
  value: none(then.value),
  commit: none(then.commit),
  by_stage: { ...then.by_stage, deals: 0, amount: none(then.by_stage.amount) },
  by_learned: { ...then.by_learned, deals: 0, amount: none(then.by_learned.amount) },
  by_people: { ...then.by_people, deals: 0, amount: none(then.by_people.amount) },
  ...(then.won && { won: { ...then.won, deals: 0, amount: none(then.won.amount) } }),
});

export const rowKey = (row: Forecast['items'][number]) => row.id ?? row.category ?? 'none';

/** With the rows that are gone, or the changes would not sum to that of the total. */
export function withGone(now: Forecast, then: Forecast | undefined): Forecast['items'] {
  if (!then) return now.items;
  const here = new Set(now.items.map(rowKey));
  return [...now.items, ...then.items.filter((row) => !here.has(rowKey(row))).map((row) => ({ ...row, months: [], total: emptied(row.total) }))];
}

/** What was not there counts as nothing. */
export const changeOf = (now: Money, then: Money | undefined): Money => sums([now, ...(then ? [negate(then)] : [])])[0] ?? now;

/** Whether a day can be compared with: one before the day the figures are of, which is today when that has not come. */
export const isEarlier = (since: string | undefined, asof: string | undefined, now: string) => since !== undefined && since < (asof !== undefined && asof < now ? asof : now);
