/* When a forecast has nothing to tell, and what may hide it. */
import type { ForecastSearch } from './search.ts';

type Counted = { readonly deals: number; readonly won?: { readonly deals: number } | null | undefined };
/** Whether no deal is in any of these figures: rows that are there all the same say nothing but zeros. */
export const isNothing = (figures: Counted | undefined) => !figures || (figures.deals === 0 && (figures.won?.deals ?? 0) === 0);

/** The filters that may hide what there is, as they stand in the address. */
export const narrowing = ['owner', 'team', 'pipeline', 'category'] as const satisfies readonly (keyof ForecastSearch)[];
