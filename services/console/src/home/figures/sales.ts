/* The figures of who sells, from their own deals: they may not read the ledger. */
import { minor, sums, type Money } from '../../i18n/format.ts';

type Deal = { readonly value: Money; readonly odds_percent: number; readonly closed_on?: string | null };

/** Value times odds, to the hundredth, without a float taking part. */
export function weighted(deals: readonly Deal[]): Money[] {
  return sums(deals.map(({ value, odds_percent }) => ({ currency: value.currency, amount: decimal((minor(value.amount) * BigInt(odds_percent)) / 100n) })));
}
const decimal = (units: bigint) => {
  const positive = units < 0n ? -units : units;
  return `${units < 0n ? '-' : ''}${positive / 10_000n}.${(positive % 10_000n).toString().padStart(4, '0')}`;
};

/** What was won in each of the months, in one currency. */
export function wonByMonth(deals: readonly Deal[], months: readonly string[], currency: string): Money[] {
  return months.map(
    (month) => sums(deals.filter((deal) => deal.value.currency === currency && deal.closed_on?.startsWith(month)).map((deal) => deal.value))[0] ?? { currency, amount: '0' },
  );
}
