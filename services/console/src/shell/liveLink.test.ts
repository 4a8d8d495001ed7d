import { expect, test } from 'vitest';
import { concerns } from './liveLink.ts';

const won = { type: 'crm.deal.won.v1', id: 'd1' };

test('an event concerns the lists and details of its kind', () => {
  expect(concerns(won, ['crm', 'deals', 'list', {}])).toBe(true);
  expect(concerns(won, ['crm', 'deals', 'd1'])).toBe(true);
  expect(concerns(won, ['crm', 'accounts', 'list', {}])).toBe(false);
  expect(concerns({ type: 'projects.time.approved.v1', id: 't' }, ['projects', 'time-entries', 'list'])).toBe(true);
  expect(concerns({ type: 'expenses.cost_center.updated.v1', id: 'c' }, ['expenses', 'cost-centers', 'list'])).toBe(true);
});
test('it concerns what is summed up in reporting, and what names its record elsewhere', () => {
  expect(concerns(won, ['reporting', 'margin'])).toBe(true);
  expect(concerns(won, ['projects', 'projects', 'list', { deal_id: 'd1' }])).toBe(true);
  expect(concerns(won, ['identity', 'session'])).toBe(false);
});
