import { expect, test } from 'vitest';
import { faultOf, mostBytes } from './transfer.ts';

test('files are refused before they are sent', () => {
  expect(faultOf({ type: 'image/png', size: 10 })).toBeUndefined();
  expect(faultOf({ type: 'image/gif', size: 10 })).toBe('type');
  expect(faultOf({ type: 'application/pdf', size: mostBytes + 1 })).toBe('size');
});
