/* Dated cost rates: which one holds. Pure. */
import type { Schema } from '../../api/client.ts';

export type CostRate = Schema<'CostRate'>;

/** The rate of a day: the latest that began by then; none before the first. Rates come oldest first. */
export const rateOn = (rates: readonly CostRate[] | null | undefined, day: string): CostRate | undefined => rates?.findLast((rate) => rate.effective_from <= day);

/** Each rate with the day before which it holds, the newest first. */
export const periods = (rates: readonly CostRate[]): readonly (CostRate & { readonly before: string | undefined })[] =>
  rates.map((rate, at) => ({ ...rate, before: rates[at + 1]?.effective_from })).toReversed();
