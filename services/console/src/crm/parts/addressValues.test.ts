import { expect, test } from 'vitest';
import { addressInitial, addressTyped } from './addressValues.ts';

test('an address is typed as it is said, and one that says nothing is none', () => {
  const typed = addressInitial({ address: { street: 'Fő utca 1.', postal_code: null, city: 'Eger', region: null }, country: 'HU' });
  expect(typed).toEqual({ street: 'Fő utca 1.', postal_code: '', city: 'Eger', region: '', country: 'HU' });
  expect(addressTyped({ ...typed, city: ' Pécs ' })).toEqual({ address: { street: 'Fő utca 1.', postal_code: null, city: 'Pécs', region: null }, country: 'HU' });
  expect(addressTyped({ ...addressInitial(undefined), street: '  ' })).toEqual({ address: null, country: null });
});
