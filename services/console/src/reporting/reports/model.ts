/* Every report in one shape: rows by name and currency, each with its figures, and totals per currency. */
import { collator, isZero, minor, type Money, sums } from '../../i18n/format.ts';

export const marginFigures = ['revenue', 'labour_cost', 'expense_cost', 'margin', 'unbilled_work'] as const;

export type Figure = { readonly amount: Money; readonly explain: string };
export type Row = {
  readonly id: string;
  readonly name: string | null;
  readonly currency: string;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly counts?: Readonly<Record<string, number>>;
  /** A share as the service gave it, `55.80`; null where it cannot be said. */
  readonly shares?: Readonly<Record<string, string | null>>;
};
export type Report = { readonly asOf: string; readonly rows: readonly Row[]; readonly totals: readonly Row[] };

export type ComparedRow = Row & {
  /** The figure being compared, as it was then; null when there was none. */
  readonly before: Figure | null;
  readonly change: Money;
};

const zero = (currency: string): Money => ({ amount: '0', currency });
const keyOf = (row: Row) => `${row.id} ${row.currency}`;
const changeOf = (now: Figure | undefined, then: Figure | undefined, currency: string): Money =>
  sums([now?.amount ?? zero(currency), ...(then ? [{ currency, amount: flip(then.amount.amount) }] : [])])[0] ?? zero(currency);
const flip = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

/**
 * Puts the figure `key` of two moments side by side. What was there only at one of them counts as nothing at the other:
 * a row that is gone still stands in the list, or the differences would not sum to the difference of the totals.
 */
export function compareRows(now: readonly Row[], then: readonly Row[], key: string): ComparedRow[] {
  const before = new Map(then.map((row) => [keyOf(row), row]));
  const kept = now.map((row): ComparedRow => {
    const old = before.get(keyOf(row));
    before.delete(keyOf(row));
    return { ...row, before: old?.figures[key] ?? null, change: changeOf(row.figures[key], old?.figures[key], row.currency) };
  });
  const gone = [...before.values()].map(
    (row): ComparedRow => ({ ...row, figures: {}, counts: undefined, shares: undefined, before: row.figures[key] ?? null, change: changeOf(undefined, row.figures[key], row.currency) }),
  );
  return [...kept, ...gone];
}

/** The rows of one currency that a chart has room for; the rest is one bar. Largest first, by the size of the figure. */
export function chartRows(rows: readonly Row[], currency: string, key: string, room: number): { readonly shown: readonly Row[]; readonly rest: readonly Row[] } {
  const size = (row: Row) => {
    const value = minor(row.figures[key]?.amount.amount ?? '0');
    return value < 0n ? -value : value;
  };
  const own = rows.filter((row) => row.currency === currency && row.figures[key] && !isZero(row.figures[key].amount));
  // As the table beside it: what is as large goes by its name.
  const sorted = own.toSorted((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : collator().compare(a.name ?? '', b.name ?? '')));
  return sorted.length <= room ? { shown: sorted, rest: [] } : { shown: sorted.slice(0, room - 1), rest: sorted.slice(room - 1) };
}

export const totalOf = (rows: readonly Row[], key: string): Money | undefined => sums(rows.flatMap((row) => row.figures[key]?.amount ?? []))[0];
