import { expect, test } from 'vitest';
import { addressLine, addressLines } from './address.ts';

test('what an address does not say takes no line', () => {
  expect(addressLines({ street: 'Fő utca 1.', postal_code: '1011', city: 'Budapest', region: null })).toEqual(['Fő utca 1.', '1011 Budapest']);
  expect(addressLine({ city: 'Austin', region: 'Texas' })).toBe('Austin, Texas');
  expect(addressLines({})).toEqual([]);
});
