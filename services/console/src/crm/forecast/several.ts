import type { Forecast } from './data.ts';

type Pipeline = { readonly name: string; readonly stages: readonly { readonly stage_id: string }[] };
/** The pipeline of each stage by name, when the stages are of more than one: two may have a stage of the same name. */
export function severalPipelines(stages: Pick<Forecast, 'stages'>['stages'], pipelines: readonly Pipeline[]): ReadonlyMap<string, string> | undefined {
  const here = pipelines.filter((pipeline) => pipeline.stages.some((stage) => stages.some((one) => one.stage_id === stage.stage_id)));
  return here.length > 1 ? new Map(here.flatMap(({ name, stages: own }) => own.map((stage) => [stage.stage_id, name] as const))) : undefined;
}
