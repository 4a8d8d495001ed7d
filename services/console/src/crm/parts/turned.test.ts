import { expect, test } from 'vitest';
import { turned, wayOf } from './turned.ts';

test('a head turns the order around, and numbers begin with the greatest', () => {
  expect(turned('currency', '-on')).toBe('currency');
  expect(turned('currency', 'currency')).toBe('-currency');
  expect(turned('currency', '-currency')).toBe('currency');
  expect(turned('on', '-on')).toBe('on');
  expect(turned('rate', '-on', 'end')).toBe('-rate');
  expect(turned('rate', '-rate', 'end')).toBe('rate');
});
test('a reader hears which way a column goes', () => {
  expect([wayOf('on', 'on'), wayOf('on', '-on'), wayOf('on', 'rate')]).toEqual(['ascending', 'descending', 'none']);
});
