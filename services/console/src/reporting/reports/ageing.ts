/* How long money is owed, as billing tells it: which days each age is, and the list of invoices that it is made of. */
import { addDays } from '../../i18n/format.ts';
import type { Listed } from './Counted.tsx';

export const ages = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const;
export type Age = (typeof ages)[number];

/** Days past due, the least and the most; open at an end where there is none. */
const past: Record<Age, readonly [least: number | undefined, most: number | undefined]> = {
  not_due: [undefined, 0],
  days_1_30: [1, 30],
  days_31_60: [31, 60],
  days_61_90: [61, 90],
  over_90: [91, undefined],
};

type Asked = { readonly age?: Age; readonly day: string; /** A day that is over: what was open at its end. */ readonly past: boolean; readonly currency: string; readonly customer?: string };

/** The invoices that are or were open on a day, of an age, or of all without one. */
export function invoicesOf({ age, day, past: over, currency, customer }: Asked): Listed {
  const [least, most] = age ? past[age] : [undefined, undefined];
  return {
    to: '/invoices',
    search: {
      ...(over ? { openOn: day } : { status: 'issued' }),
      // The longer it is due, the earlier the day.
      ...(most !== undefined && { dueFrom: addDays(day, -most) }),
      ...(least !== undefined && { dueBy: addDays(day, -least) }),
      currency,
      ...(customer && { customer }),
    },
  };
}
