import { expect, test } from 'vitest';
import { worthOrdering } from './orders.ts';

test('an order is offered where there is something to order', () => {
  expect([worthOrdering(2, false), worthOrdering(5, false), worthOrdering(6, false), worthOrdering(2, true)]).toEqual([false, false, true, true]);
});
