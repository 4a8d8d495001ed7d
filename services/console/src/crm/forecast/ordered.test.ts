import { expect, test } from 'vitest';
import { ordered } from './ordered.ts';

const goal = (goal_id: string, starts_on: string, amount: string, whose?: string) => ({ goal_id, starts_on, amount: { amount }, whose });
const goals = [goal('a', '2026-02-01', '90', 'Foxtrot'), goal('b', '2026-01-01', '1000'), goal('c', '2026-03-01', '200.5', 'Élan'), goal('d', '2026-01-01', '9', 'Echo')];
const ids = (sort: Parameters<typeof ordered>[1]) => ordered(goals, sort, (one) => one.whose).map((one) => one.goal_id).join('');

test('goals go by each of their columns, both ways', () => {
  expect(ids(undefined), 'as they were told').toBe('abcd');
  expect(ids('from')).toBe('bdac');
  expect(ids('amount')).toBe('dacb');
  expect(ids('-amount')).toBe('bcad');
});

test('by whose they are, accents do not matter and everybody’s come last both ways', () => {
  expect(ids('whose')).toBe('dcab');
  expect(ids('-whose')).toBe('acdb');
});
