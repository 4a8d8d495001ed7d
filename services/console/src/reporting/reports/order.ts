/* In which order the rows of a report stand. It comes with its table; what `model.ts` holds comes with the frame. */
import { minor } from '../../i18n/format.ts';
import type { ComparedRow, Row } from './model.ts';

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
