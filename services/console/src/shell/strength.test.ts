import { expect, test } from 'vitest';
import { strength } from './strength.ts';

test.each([
  ['short', 'Ab1!'],
  ['obvious', 'password123'],
  ['obvious', 'aaaaaaaaaaaa'],
  ['obvious', 'annakovacs1'],
  ['fair', 'gyors-barna'],
  ['good', 'four words are better'],
  ['good', 'xK9!vmP2q#Lw'],
] as const)('%s: %s', (expected, password) => expect(strength(password, ['Anna Kovacs', 'anna@example.com'])).toBe(expected));
