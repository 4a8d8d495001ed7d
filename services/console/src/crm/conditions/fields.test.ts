import { expect, test } from 'vitest';
import { rulefields } from '../../i18n/en/rulefields.ts';
import { conditions } from '../../i18n/en/conditions.ts';
import type { Trigger } from '../automations/data.ts';
import type { Field as Own } from '../settings/queries.ts';
import { parse } from './cel.ts';
import { knownFields, words } from './fields.ts';
import { offered, rowOf, type Row } from './model.ts';
import { read } from './read.ts';
import { write } from './write.ts';

const field = (name: string, kind: Trigger['fields'][number]['kind'] = 'text') => ({ name, kind, meaning: '', as_it_was: true, custom: false });
const trigger = (fields: Trigger['fields'], name = 'deal_won'): Trigger => ({ name, event_type: 'x', meaning: '', records: ['deal'], fields });
const own = (kind: Own['kind'], choices: string[] = []): Own => ({ field_id: kind, record: 'deal', name: 'Größe "S"', kind, choices, former_choices: [], required: false, position: 1, archived: false, version: 1 });

test('what the service calls a text is what it is', () => {
  const all = knownFields(trigger([...['deal.status', 'deal.owner', 'deal.opened_on', 'deal.name', 'deal.currency', 'lead.received_at', 'quote.valid_until', 'event.on'].map((name) => field(name)), field('deal.value', 'number'), field('deal.odds', 'whole'), field('deal.tags', 'texts'), field('deal.status')]), []);
  expect([...all.values()].map((one) => one.nature)).toEqual(['choice', 'choice', 'day', 'text', 'choice', 'instant', 'day', 'day', 'money', 'number', 'list']);
  expect(all.get('deal.value')?.currency).toBe('deal.currency');
  // Without a field that says it, an amount is a number.
  expect(knownFields(trigger([field('milestone.amount', 'number')]), []).get('milestone.amount')?.nature).toBe('number');
});
test('what was before is a member or a status', () => {
  expect(knownFields(trigger([field('event.was')], 'lead_assigned'), []).get('event.was')?.source).toBe('members');
  expect(knownFields(trigger([field('event.was')], 'lead_status_changed'), []).get('event.was')?.source).toBe('lead');
});
test.each([['text', 'text'], ['url', 'text'], ['number', 'number'], ['date', 'day'], ['yes_no', 'yes_no'], ['choice', 'choice'], ['choices', 'list']] as const)('an own field of the kind %s', (kind, nature) => {
  const told = { ...field(String.raw`deal.custom["Größe \"S\""]`), meaning: 'Größe "S"', custom: true };
  const [one] = knownFields(trigger([told]), [own(kind, ['S', 'M'])]).values();
  expect(one).toMatchObject({ name: String.raw`deal.custom["Größe \"S\""]`, nature, part: 'Größe "S"' });
  expect(one?.choices).toEqual(['choice', 'choices'].includes(kind) ? ['S', 'M'] : undefined);
  expect(parse(one?.name ?? '')).toMatchObject({ kind: 'name', name: one?.name });
});
test('whatever is offered of the day on which it happens is read again', () => {
  const fields = knownFields(trigger([field('event.on')]), []);
  const [on] = [...fields.values()];
  if (!on) throw new Error('no field');
  const { name, nature } = on;
  for (const operator of offered(on)) {
    const row: Row = { ...rowOf({ name, nature }), operator, values: ['known', 'unknown'].includes(operator) ? [] : ['2026-01-01'] };
    expect(read(write({ join: 'all', items: [row] }).text, fields)).toMatchObject({ rows: { items: [{ name, operator }] } });
  }
});
test('every field and every word has a name', () => {
  const names = Object.keys(rulefields).flatMap((key) => (key.startsWith('field.') ? [key.slice('field.'.length)] : []));
  expect(names.length).toBeGreaterThan(100);
  const keys = new Set(Object.keys(conditions));
  expect(names.flatMap((name) => [`thing.${name.split('.')[0] ?? ''}`, `part.${name.split('.')[1] ?? ''}`]).filter((key) => !keys.has(key))).toEqual([]);
  expect(Object.entries(words).flatMap(([list, values]) => values.map((value) => `word.${list}.${value}`)).filter((key) => !keys.has(key))).toEqual([]);
});
