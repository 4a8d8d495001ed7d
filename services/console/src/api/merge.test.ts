import { describe, expect, test } from 'vitest';
import { mergeLists, mergeValues, mergeWords } from './merge.ts';

type Line = { id?: string; price: number };
const merge = mergeLists<Line>({ id: (line) => line.id, anew: ({ price }) => ({ price }) });
const [a, b, c] = [{ id: 'a', price: 1 }, { id: 'b', price: 2 }, { id: 'c', price: 3 }];
const [a9, b9] = [{ id: 'a', price: 9 }, { id: 'b', price: 9 }];
const fresh = { price: 5 };

describe('lists of which two people change something', () => {
  test('keep what each of them added, changed and took out', () => {
    expect(merge([a, b], [a, b, fresh], [a, b, c])).toEqual({ value: [a, b, c, fresh], clash: false });
    expect(merge([a, b], [a9, b], [a, b9, c])).toEqual({ value: [a9, b9, c], clash: false });
    expect(merge([a, b], [b], [a, b, c])).toEqual({ value: [b, c], clash: false });
    expect(merge([a, b], [a9, b], [a])).toEqual({ value: [a9], clash: false });
  });
  test('go by what an item is, not by its place', () => expect(merge([a, b], [a, b9], [b, a])).toEqual({ value: [b9, a], clash: false }));
  test('stand as whoever put them in another order put them, with what the other did among them', () => {
    expect(merge([a, b, c], [c, a, b], [a, b9, c, fresh])).toEqual({ value: [c, a, b9, fresh], clash: false });
    expect(merge([a, b, c], [a, b, c, fresh], [b, a, c])).toEqual({ value: [b, a, c, fresh], clash: false });
    expect(merge([a, b, c], [b, a, c], [b, a, c])).toEqual({ value: [b, a, c], clash: false });
    expect(merge([a, b, c], [c, b, a], [b, a, c])).toEqual({ value: [c, b, a], clash: true });
    expect(merge([a, b, c], [c, a], [a, b])).toEqual({ value: [a], clash: false });
  });
  test('clash where both touched the same item, and ours then stands among theirs', () => {
    expect(merge([a, b], [a9, b], [{ id: 'a', price: 7 }, b, c])).toEqual({ value: [a9, b, c], clash: true });
    expect(merge([a, b], [b], [a9, b])).toEqual({ value: [b], clash: true });
    // What they took out comes back as a new one.
    expect(merge([a, b], [a9, b], [b])).toEqual({ value: [b, { price: 9 }], clash: true });
  });
  test('agree where both did the same', () => {
    expect(merge([a, b], [a9, b], [a9])).toEqual({ value: [a9], clash: false });
    expect(merge([a, b], [b], [b, c])).toEqual({ value: [b, c], clash: false });
  });
  test('of words', () => expect(mergeWords(['x', 'y'], ['y', 'mine'], ['x', 'y', 'theirs'])).toEqual({ value: ['y', 'theirs', 'mine'], clash: false }));
});

describe('values by name', () => {
  test('come together where each touched another one', () =>
    expect(mergeValues<Record<string, unknown>>({ a: 1, b: 2 }, { a: 9, b: 2 }, { a: 1, c: 3 })).toEqual({ value: { a: 9, c: 3 }, clash: false }));
  test('are emptied', () => expect(mergeValues<Record<string, unknown>>({ a: 1, b: 2 }, { b: 2 }, { a: 1, b: 7 })).toEqual({ value: { b: 7 }, clash: false }));
  test('clash where both touched the same', () =>
    expect(mergeValues<Record<string, unknown>>({ a: 1 }, { a: 2 }, { a: 3 })).toEqual({ value: { a: 2 }, clash: true }));
});
