/* What the board knows without drawing anything: order, steadiness, age, sums. */
import { daysBetween, minor, sums, type Money } from '../../i18n/format.ts';
import type { Deal, boardSorts } from '../deals/queries.ts';

export type Sort = (typeof boardSorts)[number];

/** A move that the service has not agreed to yet: the card already stands where it was put. */
export type Moving = { readonly deal: Deal; readonly from: string; readonly to: string };
export type Moves = ReadonlyMap<string, Moving>;

const by = <T,>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
/** What a deal is worth in the organisation's currency; of one without a rate less than anything. */
const worth = ({ base_value }: Deal) => (base_value ? minor(base_value.amount) : -1n);
/** The order of the service, down to what it does with equals: a card that is put here stands where a reload would bring it. */
export const compare: Record<Sort, (a: Deal, b: Deal) => number> = {
  '-opened_on': (a, b) => by(b.opened_on, a.opened_on) || by(b.deal_id, a.deal_id),
  opened_on: (a, b) => by(a.opened_on, b.opened_on) || by(a.deal_id, b.deal_id),
  '-value': (a, b) => by(worth(b), worth(a)) || by(b.deal_id, a.deal_id),
  name: (a, b) => by(a.name.toLowerCase(), b.name.toLowerCase()) || by(a.deal_id, b.deal_id),
};

/** Puts a card where the order of the column wants it; a column that goes on beyond what is loaded takes it at the end. */
export function place(rows: readonly Deal[], deal: Deal, sort: Sort): Deal[] {
  const others = rows.filter((row) => row.deal_id !== deal.deal_id);
  const at = others.findIndex((row) => compare[sort](deal, row) < 0);
  return at < 0 ? [...others, deal] : [...others.slice(0, at), deal, ...others.slice(at)];
}

/**
 * A column with the moves that are under way: gone from where they were, there where they go. Each deal once, as it
 * was read last.
 */
export function withMoves(rows: readonly Deal[], stage: string, moves: Moves, sort: Sort): readonly Deal[] {
  const newest = new Map<string, Deal>();
  for (const row of rows) if ((newest.get(row.deal_id)?.version ?? -1) <= row.version) newest.set(row.deal_id, row);
  const once = newest.size === rows.length ? rows : rows.filter((row) => newest.get(row.deal_id) === row);
  let shown: readonly Deal[] = moves.size === 0 ? once : once.filter((row) => (moves.get(row.deal_id)?.to ?? stage) === stage);
  for (const { deal, to } of moves.values()) if (to === stage) shown = place(shown, deal, sort);
  return shown;
}

/**
 * Keeps the cards of a column where they are while somebody points at them: values may change, cards may be added below,
 * but what others moved in, out or about waits. `own` are the cards that the person made or moved. Answers what to show and how much waits.
 */
export function steady(shown: readonly Deal[], fresh: readonly Deal[], own: (id: string) => boolean): { rows: readonly Deal[]; waiting: number } {
  const now = new Map(fresh.map((row) => [row.deal_id, row]));
  const before = new Set(shown.map((row) => row.deal_id));
  let waiting = 0;
  const rows = shown.flatMap((row) => {
    const same = now.get(row.deal_id);
    if (same) return [same];
    if (own(row.deal_id)) return [];
    waiting++;
    return [row];
  });
  const last = fresh.findLastIndex((row) => before.has(row.deal_id));
  for (const [index, row] of fresh.entries()) {
    if (before.has(row.deal_id)) continue;
    if (own(row.deal_id)) {
      const next = fresh.slice(index + 1).find((other) => rows.some((one) => one.deal_id === other.deal_id));
      const at = next ? rows.findIndex((one) => one.deal_id === next.deal_id) : rows.length;
      rows.splice(at, 0, row);
    } else if (index > last) rows.push(row);
    else waiting++;
  }
  return { rows, waiting };
}
/** Whether two columns hold the same rows, so that nothing is drawn anew. */
export const same = (a: readonly Deal[], b: readonly Deal[]) => a.length === b.length && a.every((row, index) => row === b[index]);

/** The card before or after one, as the columns are read: down, and then on with the next column. One that is not there leads to the first. */
export function neighbour(columns: readonly (readonly Pick<Deal, 'deal_id'>[])[], id: string | undefined, by: 1 | -1): { readonly column: number; readonly place: number } | undefined {
  const all = columns.flatMap((rows, column) => rows.map((row, place) => ({ column, place, id: row.deal_id })));
  const at = all.findIndex((one) => one.id === id);
  return all[at < 0 ? 0 : Math.max(0, Math.min(at + by, all.length - 1))];
}

export const staleAfter = 30;
/** Days in the stage; where the service does not say since when, days since it was opened. */
export function age(deal: Pick<Deal, 'in_stage_since' | 'opened_on'> & Partial<Pick<Deal, 'stale'>>, today: string): { days: number; inStage: boolean; stale: boolean } {
  const days = Math.max(0, daysBetween(deal.in_stage_since ?? deal.opened_on, today));
  return { days, inStage: typeof deal.in_stage_since === 'string', stale: deal.stale === true || days > staleAfter };
}

/** Sums at the odds of their stage, for the eye only. */
export function weighted(totals: readonly Money[], oddsPercent: number): Money[] {
  return totals.map(({ amount, currency }) => {
    const cents = (minor(amount) * BigInt(oddsPercent)) / 10_000n;
    const positive = cents < 0n ? -cents : cents;
    return { currency, amount: `${cents < 0n ? '-' : ''}${positive / 100n}.${(positive % 100n).toString().padStart(2, '0')}` };
  });
}
export const totalOf = (rows: readonly Pick<Deal, 'value'>[]) => sums(rows.map((row) => row.value));
