/* What a forecast says of itself: when there is nothing to tell, and whose stages its odds are of. */
import type { Forecast } from './data.ts';
import type { ForecastSearch } from './search.ts';

type Counted = { readonly deals: number; readonly won?: { readonly deals: number } | null | undefined };
/** Whether no deal is in any of these figures: rows that are there all the same say nothing but zeros. */
export const isNothing = (figures: Counted | undefined) => !figures || (figures.deals === 0 && (figures.won?.deals ?? 0) === 0);

/** The filters that may hide what there is, as they stand in the address. */
export const narrowing = ['owner', 'team', 'pipeline', 'category'] as const satisfies readonly (keyof ForecastSearch)[];

type Pipeline = { readonly name: string; readonly stages: readonly { readonly stage_id: string }[] };
/** The pipeline of each stage by name, when the stages are of more than one: two may have a stage of the same name. */
export function severalPipelines(stages: Pick<Forecast, 'stages'>['stages'], pipelines: readonly Pipeline[]): ReadonlyMap<string, string> | undefined {
  const here = pipelines.filter((pipeline) => pipeline.stages.some((stage) => stages.some((one) => one.stage_id === stage.stage_id)));
  return here.length > 1 ? new Map(here.flatMap(({ name, stages: own }) => own.map((stage) => [stage.stage_id, name] as const))) : undefined;
}
