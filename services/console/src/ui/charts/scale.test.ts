import { describe, expect, test } from 'vitest';
import { barOf, scaleOf } from './scale.ts';

describe('scaleOf', () => {
  test.each([
    [[46_000, 12_000], [0, 20_000, 40_000, 60_000]],
    [[-3_000, 9_000], [-5_000, 0, 5_000, 10_000]],
    [[-80, -20], [-80, -60, -40, -20, 0]],
    [[100], [0, 25, 50, 75, 100]],
    [[0.3], [0, 0.1, 0.2, 0.3]],
  ])('%j has round steps', (values, ticks) => {
    expect(scaleOf(values).ticks.map((tick) => Math.round(tick * 100) / 100)).toEqual(ticks);
  });
  test('nothing to show is no division by zero', () => expect(scaleOf([0]).at(0)).toBe(0));
});

test('a bar begins at zero', () => {
  const scale = scaleOf([-5_000, 10_000]);
  expect(barOf(scale, 10_000)).toEqual({ from: scale.at(0), size: 100 - scale.at(0) });
  expect(barOf(scale, -5_000)).toEqual({ from: 0, size: scale.at(0) });
});
