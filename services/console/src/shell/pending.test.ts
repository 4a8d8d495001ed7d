import { expect, test } from 'vitest';
import { titleOf } from './Pending.tsx';

test('whoever waits for a page reads at once where they go: a place, a record, or the place a page is of', () => {
  expect(titleOf('/crm/deals')).toBe('names.crm.deals.title');
  expect(titleOf('/crm/deals/0199')).toBe('names.crm.deal');
  expect(titleOf('/reports/margin')).toBe('names.reporting.reports');
  expect(titleOf('/nowhere')).toBeUndefined();
});
