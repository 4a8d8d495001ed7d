import { describe, expect, test } from 'vitest';
import { asSentence, filled, finder, partsOf } from './match.ts';

const of = (...keys: readonly string[]) => finder(Object.fromEntries(keys.map((key) => [key, key])));
const holes = (key: string, sentence: string) => of(key)(sentence)?.holes;

describe('a sentence is found', () => {
  test('by itself', () => expect(of('must not be empty')('must not be empty')).toEqual({ of: 'must not be empty', holes: {} }));
  test('with something in the middle, at the beginning, at the end, and alone', () => {
    expect(holes('at most {max} files', 'at most 5 files')).toEqual({ max: '5' });
    expect(holes('{} is required', 'Size of the team is required')).toEqual({ 0: 'Size of the team' });
    expect(holes('must be one of {}', 'must be one of a, b')).toEqual({ 0: 'a, b' });
    expect(holes('{all}', 'anything\nat all')).toEqual({ all: 'anything\nat all' });
  });
  test('with several holes, numbered where they have no name', () => {
    expect(holes('must be at most {max} characters, got {got}', 'must be at most 200 characters, got 5000')).toEqual({ max: '200', got: '5000' });
    expect(holes('the amounts add up to {}, the price is {}', 'the amounts add up to 1 EUR, the price is 2 EUR')).toEqual({ 0: '1 EUR', 1: '2 EUR' });
    expect(holes('{0:?} is no account', '"x" is no account')).toEqual({ 0: '"x"' });
  });
  test('with nothing in a hole', () => expect(holes('is {a}.{hint}', 'is this.')).toEqual({ a: 'this', hint: '' }));
  test('that holds the same thing twice only where it is the same', () => {
    expect(holes('in {currency}; send it in {currency}', 'in EUR; send it in EUR')).toEqual({ currency: 'EUR' });
    expect(holes('in {currency}; send it in {currency}', 'in EUR; send it in HUF')).toBeUndefined();
  });
  test('whatever characters it has', () => {
    expect(holes('a (b) [c] $ ^ . * + ? | \\ / {x}', 'a (b) [c] $ ^ . * + ? | \\ / 1')).toEqual({ x: '1' });
    expect(holes('a.{x}', 'ab1')).toBeUndefined();
    expect(holes('opened with {{{{ by {x}', 'opened with {{ by me')).toEqual({ x: 'me' });
    expect(holes('no {{{0}}} here', 'no {name} here')).toEqual({ 0: 'name' });
  });
  test('from its beginning to its end', () => {
    expect(holes('must be {x}.', 'it must be a.')).toBeUndefined();
    expect(holes('must be {x}.', 'must be a. No more')).toBeUndefined();
  });
  test('by the pattern that says most of it by its own words, wherever that stands', () => {
    const keys = ['{} is required', '{name} of it is required', 'the name of it is required', 'the {x}'];
    for (const order of [keys, keys.toReversed()]) {
      expect(of(...order)('the name of it is required')?.of).toBe('the name of it is required');
      expect(of(...order)('a part of it is required')).toEqual({ of: '{name} of it is required', holes: { name: 'a part' } });
      expect(of(...order)('Size is required')?.of).toBe('{} is required');
    }
  });
  test('or not', () => expect(of('must not be empty', 'at most {max}')('something new')).toBeUndefined());
});

test('holes are filled in another order, and as what they are', () => {
  const show = (value: string, as: string) => (as ? `<${as}:${value}>` : value);
  expect(filled('{got} of {max}', { max: '200', got: '5000' }, show)).toBe('5000 of 200');
  expect(filled('role {role:word}, {{x}}', { role: 'user' }, show)).toBe('role <word:user>, {x}');
  expect(filled('nothing in {it}', {}, show)).toBe('nothing in ');
});

test('a pattern is read into its parts', () => {
  expect(partsOf('{{{{{0}|...}}}}')).toEqual([{ text: '{{' }, { hole: '0', as: '' }, { text: '|...}}' }]);
  expect(partsOf('')).toEqual([]);
});

test.each([
  ['must be 0 or more', 'Must be 0 or more.'],
  ['Is it there?', 'Is it there?'],
  ['érték kell.', 'Érték kell.'],
  ['must be like https://example.com/', 'Must be like https://example.com/.'],
  ['', ''],
])('%j reads %j', (detail, shown) => expect(asSentence(detail)).toBe(shown));
