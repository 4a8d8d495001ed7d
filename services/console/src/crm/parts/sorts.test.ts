import { expect, test } from 'vitest';
import { addressOf, askFor, dealSorts, orderOf, sortedByField } from './sorts.ts';

test('an order by an own field goes through the address and back', () => {
  const { desc } = sortedByField('f1');
  const address = addressOf<'-custom'>(desc);
  expect(address).toEqual({ sort: '-custom', by: 'f1' });
  expect(orderOf(address)).toBe(desc);
  expect(askFor(address)).toEqual({ sort: '-custom', sort_field: 'f1' });
});

test('an address that names no field asks for none', () => {
  expect(askFor({ sort: 'custom' })).toEqual({});
  expect(askFor({ sort: 'name', by: 'f1' })).toEqual({ sort: 'name' });
  expect(addressOf(undefined)).toEqual({ sort: undefined, by: undefined });
});

test('each column has both ways', () => {
  expect(dealSorts.filter((word) => word.endsWith('stage'))).toEqual(['stage', '-stage']);
});
