import { expect, test } from 'vitest';
import type { Claim } from '../claims/queries.ts';
import { budgetOf, projectsOf } from './budget.ts';
import { inOrder } from './queue.ts';

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const claim = (id: string, who: string, day: string, project?: string): Claim => ({
  claim_id: id, claimant_id: who, title: id, status: 'submitted', version: 1, total: euro('10.00'),
  lines: [{ claim_line_id: `${id}1`, category_id: 'c', category_name: 'c', description: 'd', spent_on: day, amount: euro('10.00'), project_id: project }],
});

test('person by person, oldest first, own last', () => {
  const claims = [claim('1', 'zoe', '2026-11-02'), claim('2', 'adam', '2026-11-05'), claim('3', 'adam', '2026-11-01'), claim('4', 'me', '2026-01-01')];
  const order = inOrder(claims, (who) => who ?? '', (one) => one.claimant_id !== 'me');
  expect(order.map((one) => one.claim_id)).toEqual(['3', '2', '1', '4']);
});
test('what is left of a budget', () => {
  const one = claim('1', 'a', '2026-11-01', 'p');
  expect(projectsOf(one)).toEqual(['p']);
  expect(budgetOf(one, 'p', { amounts: [euro('100.00')], cost: [euro('95.00')] })).toMatchObject({ before: { amount: '5.0000' }, after: { amount: '-5.0000' }, over: true });
  expect(budgetOf(one, 'p', { amounts: [euro('100.00')], cost: null })).toBeUndefined();
  expect(budgetOf(one, 'p', { amounts: [{ amount: '1', currency: 'HUF' }], cost: [] })).toBeUndefined();
});
