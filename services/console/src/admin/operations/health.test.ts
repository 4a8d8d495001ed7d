import { expect, test } from 'vitest';
import { behind, healthOf, sourceOf } from './health.ts';

const consumer = (more: object = {}) => ({ consumer: 'billing-crm', blocked_aggregates: 0, dead_letters: 0, parked: 0, paused: false, ...more });
const state = (consumers: ReturnType<typeof consumer>[], pending = 0) => ({ consumers, letters: [], outbox: { pending, oldest_at: null } });

test('who is heard', () => {
  expect(sourceOf('billing-crm')).toBe('crm');
  expect(sourceOf('reporting-ledger-projects')).toBe('projects');
  expect(sourceOf('mail')).toBeUndefined();
});
test('the worst decides', () => {
  expect(healthOf(state([consumer()]))).toBe('good');
  expect(healthOf(state([consumer({ lag: 3 })]))).toBe('waiting');
  expect(healthOf(state([consumer()], 2))).toBe('waiting');
  expect(healthOf(state([consumer({ lag: 3, paused: true })]))).toBe('paused');
  expect(healthOf(state([consumer({ paused: true }), consumer({ dead_letters: 1 })]))).toBe('blocked');
  expect(healthOf({ consumers: [consumer()], letters: [], outbox: null })).toBe('good');
});
test('only who is behind is told of', () => {
  expect(behind([consumer(), consumer({ lag: 1 })])).toHaveLength(1);
});
