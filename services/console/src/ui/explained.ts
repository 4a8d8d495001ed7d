import type { Schema } from '../api/client.ts';
import { negate, sums, type Money } from '../i18n/format.ts';

type Sum = Schema<'SumView'>;

/** Whether what is shown has the other sign than the ledger, which writes income as negative. */
export const isTurned = (found: readonly Pick<Sum, 'sum' | 'figure'>[]): boolean => found.some((one) => one.sum.amount !== one.figure.amount);

/** What is there now less what was then, per currency, from the sums of both moments. */
export const changesOf = (now: readonly Sum[], then: readonly Sum[], raw: boolean): Money[] => {
  const pick = (one: Sum) => (raw ? one.sum : one.figure);
  return sums([...now.map(pick), ...then.map((one) => negate(pick(one)))]);
};

/**
 * The postings that came after an earlier moment. They come in the order in which they were recorded, so those of then are the
 * first, and the sums of then say how many: no clock is compared, whose ticks are finer in the ledger than here.
 */
export const cameAfter = <P>(postings: readonly P[], then: readonly Pick<Sum, 'postings'>[]): readonly P[] => postings.slice(then.reduce((count, one) => count + Number(one.postings), 0));
