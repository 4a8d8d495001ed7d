import { describe, expect, test } from 'vitest';
import { plotHeight, rowHeight, withBars, type Point } from './chart.ts';
import { everyNth, reach, ticksOf, valueScale } from './scale.ts';

describe('valueScale', () => {
  test.each([
    [[46_000, 12_000], [0, 50_000]],
    [[-3_000, 9_000], [-3_000, 9_000]],
    [[8_361, -23.9], [-1_000, 9_000]],
    [[-80, -20], [-80, 0]],
    [[0.3], [0, 0.3]],
  ])('%j lies between whole steps with zero among them', (values, ends) => {
    expect(valueScale(values, [0, 100]).domain()).toEqual(ends);
  });
  test('zero is no end of its own', () => {
    const scale = valueScale([-3_000, 9_000], [0, 300]);
    expect([scale(-3_000), scale(0), scale(9_000)].map(Math.round)).toEqual([0, 75, 300]);
  });
  test('nothing to show lies at zero', () => expect(valueScale([0, 0], [0, 100])(0)).toBe(0));
  test('no value at all is no error', () => expect(valueScale([], [0, 100])(0)).toBe(0));
});

test('a bar reaches from zero to either side, is seen when it is small, and is none when it is nothing', () => {
  expect(reach(100, 250)).toEqual([100, 150]);
  expect(reach(100, 40)).toEqual([40, 60]);
  expect(reach(100, 100.1)).toEqual([100, 2]);
  expect(reach(100, 99.9)).toEqual([98, 2]);
  expect(reach(100, 100)).toEqual([100, 0]);
});

test('an axis has as many ticks as have room, and never less than two', () => {
  expect(ticksOf(600, 80)).toBe(6);
  expect(ticksOf(200, 80)).toBe(2);
  expect(ticksOf(10, 80)).toBe(2);
});

test('of many points as many are named as have room, the last among them', () => {
  expect(everyNth(['a', 'b', 'c', 'd', 'e'], 5)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(everyNth(['a', 'b', 'c', 'd', 'e'], 3)).toEqual(['a', 'c', 'e']);
  expect(everyNth(['a', 'b', 'c', 'd'], 2)).toEqual(['b', 'd']);
  expect(everyNth(['a', 'b', 'c'], 0)).toEqual(['c']);
});

test('the place of a chart is as high as what comes into it', () => {
  const point = (id: string): Point => ({ id, x: id, values: {} });
  const two = [{ key: 'now', label: '' }, { key: 'then', label: '' }];
  expect(rowHeight(2)).toBe(56);
  expect(plotHeight({ kind: 'bars', series: two, points: [point('a'), point('b')] })).toBe(2 * 56 + 28);
  expect(plotHeight({ kind: 'lines', series: two, points: [point('a')] })).toBe(plotHeight({ kind: 'columns', series: two, points: [] }));
});

test('what is nothing at each point has no bars, and is named', () => {
  const [now, before] = [{ key: 'now', label: 'Now' }, { key: 'before', label: 'Before' }];
  const at = (values: Point['values']): Point => ({ id: 'a', x: 'a', values });
  const keys = ({ drawn, nothing }: ReturnType<typeof withBars>) => [drawn.map(({ key }) => key), nothing.map(({ key }) => key)];
  expect(keys(withBars([now, before], [at({ now: 1, before: null }), at({ now: 2, before: 0 })]))).toEqual([['now'], ['before']]);
  expect(keys(withBars([now, before], [at({ now: null, before: -1 })]))).toEqual([['before'], ['now']]);
  expect(keys(withBars([now, before], [at({ now: 1, before: null }), at({ before: 3 })]))).toEqual([['now', 'before'], []]);
  // Its colour stays its own.
  expect(withBars([now, before], [at({ now: 0, before: 1 })]).drawn).toEqual([{ ...before, colour: 1 }]);
  expect(keys(withBars([now, before], [at({ now: 0 })]))).toEqual([['now', 'before'], []]);
});
