import { expect, test } from 'vitest';
import type { Pipeline } from '../settings/queries.ts';
import { asksOf, openPipelines, type Stage } from './convertDeal.ts';

const stage = (name: string, requires: Stage['requires'] = [], status: Stage['status'] = 'open'): Stage => ({ stage_id: name, position: 1, name, odds_percent: 10, status, stale_after_days: null, requires });
const pipeline = (name: string, more: Partial<Pipeline> = {}): Pipeline => ({ pipeline_id: name, name, position: 1, is_default: false, archived: false, stages: [stage('a'), stage('won', [], 'won')], version: 1, ...more });

test('a deal begins in an open stage of a pipeline that is used, the usual one first', () => {
  const found = openPipelines([pipeline('old', { archived: true }), pipeline('other'), pipeline('usual', { is_default: true })]);
  expect(found.map((one) => one.name)).toEqual(['usual', 'other']);
  expect(found[0]?.stages.map((one) => one.name)).toEqual(['a']);
});
test('a stage asks for what it requires and the lead does not bring', () => {
  const asked = asksOf(stage('x', [{ kind: 'value' }, { kind: 'account' }, { kind: 'next_step' }, { kind: 'contact_role', role: 'champion' }, { kind: 'custom_field', field_id: 'f' }, { kind: 'accepted_quote' }]));
  expect(asked).toEqual({ value: true, expected_close_on: false, next_step: true, role: 'champion', fields: ['f'], beyond: ['accepted_quote'] });
  expect(asksOf(undefined)).toMatchObject({ value: false, fields: [], beyond: [] });
});
