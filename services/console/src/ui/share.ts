/* A percentage and the two figures it is of. */
import { minor, type Money } from '../i18n/format.ts';
import { peekOf } from './peek.ts';

/** One of the two: the postings it is the sum of, or what it is where it is no sum of postings. */
export type ShareOf = { readonly label: string } & ({ readonly explain: string } | { readonly amount: Money });
/** `of` is whose all three are: `Brand workshop`. */
export type Shared = { readonly label: string; readonly of: string; readonly part: ShareOf; readonly whole: ShareOf };

const sides = ['part', 'whole'] as const;

/** The id of the peek: both figures with their labels, so that a pasted link opens the same panel. */
export function shareId({ label, of, ...figures }: Shared): string {
  const params = new URLSearchParams({ label, of });
  for (const side of sides) {
    const one = figures[side];
    params.set(`${side}_label`, one.label);
    if ('explain' in one) params.set(side, one.explain);
    else {
      params.set(`${side}_amount`, one.amount.amount);
      params.set(`${side}_currency`, one.amount.currency);
    }
  }
  return params.toString();
}
export const sharePeek = (shared: Shared): string => peekOf('share', shareId(shared));

export function readShareId(id: string): Shared {
  const params = new URLSearchParams(id);
  const said = (name: string) => params.get(name) ?? '';
  const side = (name: (typeof sides)[number]): ShareOf =>
    params.has(name)
      ? { label: said(`${name}_label`), explain: said(name) }
      : { label: said(`${name}_label`), amount: { amount: said(`${name}_amount`), currency: said(`${name}_currency`) } };
  return { label: said('label'), of: said('of'), part: side('part'), whole: side('whole') };
}

/** In percent with two decimals, halves away from zero, as the services round it; nothing of what is nothing or less. */
export function shareOf(part: Money, whole: Money): string | undefined {
  const [above, below] = [minor(part.amount), minor(whole.amount)];
  if (below <= 0n || part.currency !== whole.currency) return undefined;
  const size = above < 0n ? -above : above;
  const hundredths = (size * 20_000n + below) / (2n * below);
  const written = `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
  return above < 0n && hundredths > 0n ? `-${written}` : written;
}
