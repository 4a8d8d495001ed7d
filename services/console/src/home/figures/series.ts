/* Figures of the ledger now and at the ends of the last six months, as plain sums of accounts. */
import type { Schema } from '../../api/client.ts';
import { addDays, minor, negate, sums, type Money } from '../../i18n/format.ts';

export type FigureId = 'revenue' | 'margin' | 'receivables' | 'unbilled' | 'cash' | 'pipeline';
export type FigureSpec = {
  readonly id: FigureId;
  readonly accounts: readonly string[];
  /** Income is negative in the ledger and positive for people. */
  readonly negate?: boolean;
  /** Whether more is better; none where it is neither good nor bad by itself. */
  readonly good?: 'up' | 'down';
};

export const specs: readonly FigureSpec[] = [
  { id: 'revenue', accounts: ['revenue'], negate: true, good: 'up' },
  { id: 'margin', accounts: ['revenue', 'labour_cost', 'expense_cost'], negate: true, good: 'up' },
  { id: 'cash', accounts: ['cash'], good: 'up' },
  { id: 'receivables', accounts: ['receivables'], good: 'down' },
  { id: 'unbilled', accounts: ['unbilled_work'], good: 'down' },
  { id: 'pipeline', accounts: ['pipeline'], good: 'up' },
];

/** The last days of the `count` months before that of `day`, oldest first. */
export function monthEnds(day: string, count: number): string[] {
  const ends: string[] = [];
  for (let at = day; ends.length < count; at = ends[0] ?? at) ends.unshift(addDays(`${at.slice(0, 7)}-01`, -1));
  return ends;
}

/** The figure in each currency, of one trial balance. */
export function valueOf(spec: FigureSpec, balance: Schema<'TrialBalance'>): Money[] {
  const parts = balance.items.filter((item) => spec.accounts.includes(item.account)).map((item) => item.amount);
  return sums(parts).map((sum) => (spec.negate ? negate(sum) : sum));
}

export type Series = { readonly currency: string; readonly points: readonly Money[]; readonly now: Money };

/** One series per currency, the books' own first; a currency without a posting at a time was zero then. */
export function seriesOf(spec: FigureSpec, balances: readonly Schema<'TrialBalance'>[], base: string): Series[] {
  const values = balances.map((balance) => new Map(valueOf(spec, balance).map((value) => [value.currency, value])));
  const currencies = new Set([base, ...values.flatMap((value) => [...value.keys()].toSorted())]);
  return [...currencies]
    .map((currency) => {
      const points = values.map((value) => value.get(currency) ?? { currency, amount: '0' });
      return { currency, points, now: points.at(-1) ?? { currency, amount: '0' } };
    })
    .filter((series) => series.currency === base || series.points.some((point) => minor(point.amount) !== 0n));
}

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
