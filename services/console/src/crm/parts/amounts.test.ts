import { expect, test } from 'vitest';
import { asNumber, plain } from './amounts.ts';

test('what is typed as an amount becomes a plain decimal, and nothing else changes', () => {
  expect(plain<Record<string, unknown>>({ min: '12,500.5', name: '1,000', stale: true }, 'min')).toEqual({ min: '12500.5', name: '1,000', stale: true });
  expect(plain<Record<string, unknown>>({ min: undefined }, 'min')).toEqual({ min: undefined });
  expect(plain<Record<string, unknown>>({ min: 'much' }, 'min')).toEqual({ min: 'much' });
});

test('a number of an address is a number, and what is none is left to be refused', () => {
  expect(asNumber('20')).toBe(20);
  expect(asNumber(undefined)).toBeUndefined();
  expect(asNumber('many')).toBe('many');
});
