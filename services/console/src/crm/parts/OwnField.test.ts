import { expect, test } from 'vitest';
import type { Field } from '../settings/queries.ts';
import { typedElsewhere } from './OwnField.tsx';

const field = (field_id: string, name: string, kind: Field['kind'], choices: string[] = []) => ({ field_id, name, kind, choices, record: 'lead', required: false, archived: false }) as unknown as Field;

test('a field of the same name and kind is taken over as it would be typed', () => {
  const lead = [field('a', 'Budget', 'number'), field('b', 'Plan', 'choice', ['Gold', 'Tin']), field('c', 'Parts', 'choices', ['x', 'y'])];
  const values = { a: '1.5', b: 'Tin', c: ['x', 'y'] };
  expect(typedElsewhere(field('1', 'BUDGET', 'number'), lead, values)).toBe('1.5');
  expect(typedElsewhere(field('1', 'Budget', 'text'), lead, values)).toBe('');
  expect(typedElsewhere(field('2', 'plan', 'choice', ['Gold']), lead, values)).toBe('');
  expect(typedElsewhere(field('3', 'Parts', 'choices', ['y']), lead, values)).toBe('y');
  expect(typedElsewhere(field('4', 'Other', 'text'), lead, values)).toBe('');
});
