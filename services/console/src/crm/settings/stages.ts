/* The stages of a pipeline as its form holds them, and as the service takes them. */
import type { Schema } from '../../api/client.ts';
import type { Pipeline, Requirement } from './queries.ts';

export type StageValues = { readonly key: string; readonly id?: string; readonly name: string; readonly odds: string; readonly stale: string; readonly requires: readonly string[] };

export const roles = ['decision_maker', 'champion', 'influencer', 'user', 'billing', 'legal', 'other'] as const;
export const simple = ['value', 'account', 'contact', 'owner', 'expected_close_on', 'lines', 'next_step', 'accepted_quote'] as const;

/** A requirement as one word: `value`, `role:champion`, `field:<id>`. */
export function wordOf(requirement: Requirement): string {
  if (requirement.kind === 'contact_role') return `role:${requirement.role}`;
  if (requirement.kind === 'custom_field') return `field:${requirement.field_id}`;
  return requirement.kind;
}

export function requirementOf(word: string): Requirement[] {
  const [kind, rest = ''] = word.split(':');
  if (kind === 'field') return [{ kind: 'custom_field', field_id: rest }];
  const role = roles.find((one) => one === rest);
  if (kind === 'role') return role ? [{ kind: 'contact_role', role }] : [];
  const plain = simple.find((one) => one === kind);
  return plain ? [{ kind: plain }] : [];
}

export const stagesOf = (pipeline: Pipeline): StageValues[] =>
  pipeline.stages
    .filter((stage) => stage.status === 'open')
    .map((stage) => ({
      key: stage.stage_id,
      id: stage.stage_id,
      name: stage.name,
      odds: String(stage.odds_percent),
      stale: stage.stale_after_days ? String(stage.stale_after_days) : '',
      requires: stage.requires.map(wordOf),
    }));

export const requestOf = (stage: StageValues): Schema<'StageRequest'> => ({
  ...(stage.id ? { stage_id: stage.id } : {}),
  name: stage.name.trim(),
  odds_percent: Number(stage.odds),
  stale_after_days: stage.stale ? Number(stage.stale) : null,
  requires: stage.requires.flatMap(requirementOf),
});

const whole = (typed: string, least: number, most: number) => /^\d{1,4}$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
export const fits = (stage: StageValues) => stage.name.trim() !== '' && whole(stage.odds, 1, 99) && (stage.stale === '' || whole(stage.stale, 1, 1000));
