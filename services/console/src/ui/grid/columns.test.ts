import { expect, test } from 'vitest';
import { sumLabel } from './columns.ts';

test('a sum is called as its column is, or by what it is of where that is less', () => {
  expect(sumLabel({ header: 'Value' })).toBe('Value');
  expect(sumLabel({ header: 'Gross', summed: 'Issued, gross' })).toBe('Issued, gross');
});
