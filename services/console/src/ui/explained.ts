import type { Schema } from '../api/client.ts';
import type { Money } from '../i18n/format.ts';

type Sum = Pick<Schema<'SumView'>, 'sum' | 'figure' | 'postings'>;

/** Whether what is shown has the other sign than the ledger, which writes income as negative. */
export const isTurned = (found: readonly Pick<Sum, 'sum' | 'figure'>[]): boolean => found.some((one) => one.sum.amount !== one.figure.amount);

/** What was recorded between two moments, per currency: as the figure is shown, or as the ledger writes it. */
export const changesOf = (between: readonly Pick<Sum, 'sum' | 'figure'>[], raw: boolean): Money[] => between.map((one) => (raw ? one.sum : one.figure));

type Subject = Pick<Schema<'PostingView'>, 'aggregate_type' | 'aggregate_id' | 'project_id'>;
/** Kinds without a place of their own, which are seen with their project. */
const within: ReadonlySet<string> = new Set(['budget', 'milestone']);
/** The record whose change made a posting. */
export const recordOf = ({ aggregate_type, aggregate_id, project_id }: Subject): { readonly kind: string; readonly id: string } | undefined =>
  within.has(aggregate_type) ? (project_id ? { kind: 'project', id: project_id } : undefined) : { kind: aggregate_type, id: aggregate_id };

type Dated = Pick<Schema<'PostingView'>, 'effective_on' | 'recorded_at'>;
/** Postings by their day, then as they were recorded. The service pages them in an order of its own, so only all of them together have one. */
export const inOrder = <P extends Dated>(postings: readonly P[], more: boolean): readonly P[] =>
  more ? postings : postings.toSorted((a, b) => (a.effective_on + a.recorded_at < b.effective_on + b.recorded_at ? -1 : 1));

/** How many postings that are. */
export const countOf = (between: readonly Pick<Sum, 'postings'>[]): number => between.reduce((count, one) => count + Number(one.postings), 0);
