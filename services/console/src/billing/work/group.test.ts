import { describe, expect, test } from 'vitest';
import { chosenOf, groupWork } from './group.ts';
import type { Work } from './queries.ts';

const work = (id: string, customer: string, amount: string, day: string, currency = 'EUR'): Work => ({
  billable_item_id: id,
  origin: { kind: 'time', time_entry_id: id },
  customer_id: customer,
  account_id: customer,
  project_id: `p-${customer}`,
  description: id,
  delivered_on: day,
  quantity: '1',
  unit_price: { amount, currency },
  amount: { amount, currency },
  vat_rate: '27',
  status: 'unbilled',
});
const name = (id: string) => id;

describe('what should be billed', () => {
  const items = [work('a', 'x', '10.10', '2026-11-02'), work('b', 'y', '5.00', '2026-10-01'), work('c', 'x', '0.20', '2026-11-01'), work('d', 'x', '7', '2026-11-03', 'HUF')];
  test('is grouped by customer and currency, what waits longest first', () => {
    const groups = groupWork(items, name);
    expect(groups.map((group) => [group.customerId, group.total.amount, group.currency, group.since])).toEqual([
      ['y', '5.0000', 'EUR', '2026-10-01'],
      ['x', '10.3000', 'EUR', '2026-11-01'],
      ['x', '7.0000', 'HUF', '2026-11-03'],
    ]);
    expect(groups[1]?.items.map((item) => item.billable_item_id)).toEqual(['c', 'a']);
  });
  test('nothing is lost', () => expect(groupWork(items, name).flatMap((group) => group.items)).toHaveLength(items.length));
  test('without ticks the whole group goes on the draft', () => {
    const [, group] = groupWork(items, name);
    if (!group) throw new Error('no group');
    expect(chosenOf(group, new Set())).toHaveLength(2);
    expect(chosenOf(group, new Set(['a']))?.map((item) => item.billable_item_id)).toEqual(['a']);
    expect(chosenOf(group, new Set(['b']))).toHaveLength(2);
  });
  test('more than a hundred lines are too much for one invoice', () => {
    const [group] = groupWork(Array.from({ length: 101 }, (_, at) => work(`w${at}`, 'x', '1', '2026-11-01')), name);
    if (!group) throw new Error('no group');
    expect(chosenOf(group, new Set())).toBeNull();
    expect(chosenOf(group, new Set(['w1', 'w2']))).toHaveLength(2);
  });
});
