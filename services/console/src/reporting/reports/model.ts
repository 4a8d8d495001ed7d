/* Every report in one shape: rows by name and currency, each with its figures, and totals per currency. */
import { isZero, minor, sums, type Money } from '../../i18n/format.ts';

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
  const sorted = own.toSorted((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
  return sorted.length <= room ? { shown: sorted, rest: [] } : { shown: sorted.slice(0, room - 1), rest: sorted.slice(room - 1) };
}

export const totalOf = (rows: readonly Row[], key: string): Money | undefined => sums(rows.flatMap((row) => row.figures[key]?.amount ?? []))[0];

/** What the rows of a table go by: a column, and whether the greatest comes first. */
export type Order = { readonly by: string; readonly down: boolean };

/** What a click on the head of a column makes of the order: its natural direction, the other one, and then the report's own. */
export function nextOrder(now: Order | undefined, by: string): Order | undefined {
  const first = by !== 'name';
  if (now?.by !== by) return { by, down: first };
  return now.down === first ? { by, down: !first } : undefined;
}

/** What is of nobody stands last, and amounts of two currencies are not compared: one after the other, as they first come. */
export function inOrder<R extends Row>(rows: readonly R[], order: Order | { readonly size: string }, compare: (a: string, b: string) => number): R[] {
  const currencies = [...new Set(rows.map((row) => row.currency))];
  const valueOf = (row: R): bigint | undefined => {
    const read = (amount: string | null | undefined) => (amount === null || amount === undefined ? undefined : minor(amount));
    if ('size' in order) {
      const value = read(row.figures[order.size]?.amount.amount) ?? 0n;
      return value < 0n ? -value : value;
    }
    const compared = row as R & Partial<ComparedRow>;
    if (order.by === 'then') return read(compared.before?.amount.amount);
    if (order.by === 'change') return read(compared.change?.amount);
    const count = row.counts?.[order.by];
    return count === undefined ? read(row.shares?.[order.by] ?? row.figures[order.by]?.amount.amount) : BigInt(count);
  };
  const byName = (a: R, b: R) => compare(a.name ?? '', b.name ?? '');
  const byValue = (a: R, b: R) => {
    const [one, two] = [valueOf(a), valueOf(b)];
    // What is not known is neither much nor little.
    if (one === undefined || two === undefined) return Number(one === undefined) - Number(two === undefined);
    const up = one < two ? -1 : one > two ? 1 : 0;
    return 'size' in order || order.down ? -up : up;
  };
  const nobody = (row: R) => Number(row.name === null);
  const named = 'by' in order && order.by === 'name';
  return rows.toSorted(
    (a, b) =>
      nobody(a) - nobody(b) ||
      (named ? (order.down ? byName(b, a) : byName(a, b)) : 0) ||
      currencies.indexOf(a.currency) - currencies.indexOf(b.currency) ||
      (named ? 0 : byValue(a, b)) ||
      byName(a, b),
  );
}
