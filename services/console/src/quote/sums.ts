/* What the chosen lines add up to, while the client chooses: VAT once per rate, rounded half up, as the service does it. What
   is agreed is what the service answers. */
import type { Line, Money, Offer } from './data.ts';

const decimals = (amount: string) => (amount.split('.')[1] ?? '').length;

function units(amount: string, digits: number): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole) * 10n ** BigInt(digits) + BigInt(part.padEnd(digits, '0').slice(0, digits) || '0');
}

function text(value: bigint, digits: number): string {
  const one = 10n ** BigInt(digits);
  return digits === 0 ? value.toString() : `${value / one}.${(value % one).toString().padStart(digits, '0')}`;
}

/** The lines that count, when the client has chosen these. */
export const counting = (lines: readonly Line[], chosen: ReadonlySet<string>) => lines.filter((line) => !line.optional || chosen.has(line.deal_line_id));

export function totals({ lines, currency, totals: offered }: Offer, chosen: ReadonlySet<string>): Offer['totals'] {
  const digits = decimals(offered.gross.amount);
  const money = (value: bigint): Money => ({ amount: text(value, digits), currency });
  const bases = new Map<string, bigint>();
  for (const line of counting(lines, chosen)) bases.set(line.vat_rate, (bases.get(line.vat_rate) ?? 0n) + units(line.net.amount, digits));
  const groups = [...bases]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([rate, base]) => ({ rate, base, tax: (base * units(rate, 2) + 5_000n) / 10_000n }));
  const net = groups.reduce((sum, group) => sum + group.base, 0n);
  const vat = groups.reduce((sum, group) => sum + group.tax, 0n);
  return { groups: groups.map(({ rate, base, tax }) => ({ rate, base: money(base), tax: money(tax) })), net: money(net), vat: money(vat), gross: money(net + vat) };
}
