/* Where the deal of a lead begins, and what it has to say for that. */
import type { Pipeline } from '../settings/queries.ts';
import { roles } from '../settings/stages.ts';

export type Stage = Pipeline['stages'][number];
export type Role = (typeof roles)[number];

/** Pipelines that are used, the usual one first, each with its open stages. */
export const openPipelines = (pipelines: readonly Pipeline[]): readonly Pipeline[] =>
  pipelines
    .filter((one) => !one.archived)
    .toSorted((one, other) => Number(other.is_default) - Number(one.is_default))
    .map((one) => ({ ...one, stages: one.stages.filter((stage) => stage.status === 'open') }));

export type Asks = {
  readonly value: boolean;
  readonly expected_close_on: boolean;
  readonly next_step: boolean;
  /** What the person has to be in the deal. */
  readonly role: Role | undefined;
  /** Own fields it has to say something in. */
  readonly fields: readonly string[];
  /** What no deal of a lead has yet: it cannot begin there. */
  readonly beyond: readonly ('lines' | 'accepted_quote')[];
};

/** What a stage asks of a deal that begins in it. Who buys and who decides come with the lead. */
export function asksOf(stage: Stage | undefined): Asks {
  const requires = stage?.requires ?? [];
  const has = (kind: (typeof requires)[number]['kind']) => requires.some((one) => one.kind === kind);
  return {
    value: has('value'),
    expected_close_on: has('expected_close_on'),
    next_step: has('next_step'),
    role: requires.flatMap((one) => (one.kind === 'contact_role' ? [one.role] : []))[0],
    fields: requires.flatMap((one) => (one.kind === 'custom_field' ? [one.field_id] : [])),
    beyond: (['lines', 'accepted_quote'] as const).filter(has),
  };
}
