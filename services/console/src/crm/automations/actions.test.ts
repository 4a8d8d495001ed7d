import { describe, expect, test } from 'vitest';
import { complete, fresh, inserted, kindsFor, unitsOf } from './actions.ts';
import type { Trigger } from './data.ts';

const trigger = (...records: string[]): Trigger => ({ name: 'x', event_type: 'x', meaning: '', records, fields: [] });

describe('actions', () => {
  test('only what can be done is offered', () => {
    expect(kindsFor(trigger('account'))).toEqual(['create_task', 'notify', 'call_webhook']);
    expect(kindsFor(trigger('deal', 'account'))).toContain('move_stage');
    expect(kindsFor(trigger('lead'))).toContain('enrol');
    expect(kindsFor(trigger('lead'))).not.toContain('move_stage');
  });
  test('a new action has to be filled in first', () => {
    for (const kind of kindsFor(trigger('deal', 'lead', 'contact'))) expect(complete(fresh(kind))).toBe(false);
    expect(complete({ kind: 'notify', person: { who: 'record_owner' }, text: 'x' })).toBe(true);
    expect(complete({ kind: 'notify', person: { who: 'member', member_id: '' }, text: 'x' })).toBe(false);
  });
});

describe('conditions', () => {
  test('a field is put where the cursor is', () => {
    expect(inserted('', 0, 0, 'deal.value')).toEqual({ text: 'deal.value', cursor: 10 });
    expect(inserted('a &&', 4, 4, 'b')).toEqual({ text: 'a && b', cursor: 6 });
    expect(inserted('has(x)', 4, 5, 'y')).toEqual({ text: 'has(y)', cursor: 5 });
  });
  test('characters are not units', () => {
    expect(unitsOf('🙂 x', 2, 1)).toEqual({ from: 3, to: 4 });
  });
});
