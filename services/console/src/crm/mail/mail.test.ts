import { expect, test } from 'vitest';
import { addresses, answer, wrongAddress } from './addresses.ts';
import { fresh, moved, readNumber } from './steps.ts';

test('addresses are read as they are typed, each once', () => {
  expect(addresses('a@x.hu, b@y.hu;\n a@x.hu')).toEqual(['a@x.hu', 'b@y.hu']);
  expect(addresses(' ')).toEqual([]);
  expect(wrongAddress('a@x.hu, nobody')).toBe('nobody');
  expect(wrongAddress('a@x.hu')).toBeUndefined();
});

test('an answer says so once', () => {
  expect([answer('Offer'), answer('Re: Offer'), answer('RE: Offer')]).toEqual(['Re: Offer', 'Re: Offer', 'RE: Offer']);
});

test('steps move within the list and nowhere else', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

test('a second mail continues the first, and numbers are whole', () => {
  expect(fresh('mail', [])).toMatchObject({ kind: 'mail', continues: false });
  expect(fresh('mail', [{ kind: 'mail', subject: 'a', body: 'b', continues: false }])).toMatchObject({ continues: true });
  expect([readNumber('3'), readNumber(''), readNumber('x'), readNumber('1.5')]).toEqual([3, 0, 0, 0]);
});
