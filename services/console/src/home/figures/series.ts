/* Figures of the ledger by month, as plain sums of accounts. */
import type { Schema } from '../../api/client.ts';
import { addDays, minor, negate, sums, type Money } from '../../i18n/format.ts';

export type FigureId = 'revenue' | 'margin' | 'receivables' | 'pipeline';
export type FigureSpec = {
  readonly id: FigureId;
  readonly accounts: readonly string[];
  /** Income is negative in the ledger and positive for people. */
  readonly negate?: boolean;
  /** Whether it is what came in a month, instead of what there is. */
  readonly flow?: boolean;
  /** Whether more is better; none where it is neither good nor bad by itself. */
  readonly good?: 'up' | 'down';
};

export const specs: readonly FigureSpec[] = [
  { id: 'revenue', accounts: ['revenue'], negate: true, flow: true },
  { id: 'margin', accounts: ['revenue', 'labour_cost', 'expense_cost'], negate: true, flow: true },
  { id: 'receivables', accounts: ['receivables'], good: 'down' },
  { id: 'pipeline', accounts: ['pipeline'], good: 'up' },
];

/** The last days of the `count` months before that of `day`, oldest first. */
export function monthEnds(day: string, count: number): string[] {
  const ends: string[] = [];
  for (let at = day; ends.length < count; at = ends[0] ?? at) ends.unshift(addDays(`${at.slice(0, 7)}-01`, -1));
  return ends;
}

type Movement = Pick<Schema<'Movement'>, 'account' | 'currency' | 'opening' | 'months' | 'later'>;
/** The figure of each month: what came in it, or what there was at its end and, of the last, there is now. */
export type Series = { readonly currency: string; readonly points: readonly Money[]; readonly now: Money };

/** One series per currency, the books' own first; a currency that nothing moved in is left out. */
export function seriesOf(spec: FigureSpec, { months, items }: { readonly months: readonly string[]; readonly items: readonly Movement[] }, base: string): Series[] {
  const own = items.filter((item) => spec.accounts.includes(item.account));
  const currencies = new Set([base, ...own.map((item) => item.currency).toSorted()]);
  return [...currencies]
    .map((currency) => {
      const zero = { currency, amount: '0' };
      const sum = (parts: readonly Money[]) => sums([zero, ...parts]).map((one) => (spec.negate ? negate(one) : one))[0] ?? zero;
      const of = own.filter((item) => item.currency === currency);
      const until = (count: number) => of.flatMap(({ opening, months: each, later }) => [opening, ...each.slice(0, count), ...(count === months.length ? [later] : [])]);
      const points = months.map((_, at) => sum((spec.flow ? of.map((item) => item.months[at]) : until(at + 1)).flatMap((figure) => (figure ? [figure.amount] : []))));
      return { currency, points, now: points.at(-1) ?? zero };
    })
    .filter((series) => series.currency === base || series.points.some((point) => minor(point.amount) !== 0n));
}

/** Whether there was anything before the last point: a line along nothing tells nothing. */
export const hasPast = (points: readonly Money[]): boolean => points.slice(0, -1).some((point) => minor(point.amount) !== 0n);

export type Trend = { readonly change: Money; readonly direction: 'up' | 'down' | 'flat'; readonly tone: 'good' | 'bad' | 'none' };

/** Since the end of last month. The arrow follows the number, the colour what it means. */
export function trendOf(points: readonly Money[], good: FigureSpec['good']): Trend | undefined {
  const now = points.at(-1);
  const before = points.at(-2);
  if (!now || !before) return undefined;
  const [change = { currency: now.currency, amount: '0' }] = sums([now, negate(before)]);
  const by = minor(change.amount);
  const direction = by === 0n ? 'flat' : by > 0n ? 'up' : 'down';
  return { change, direction, tone: direction === 'flat' || !good ? 'none' : direction === good ? 'good' : 'bad' };
}
