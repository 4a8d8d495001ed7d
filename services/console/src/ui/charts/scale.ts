/* Where a value lies on the axis of a chart; what is drawn begins at zero, so zero is always on it. */
import { scaleLinear } from '@visx/scale';

/** Steps that the ends are rounded to: more than are shown, so that a small loss takes no large part of the width. */
const fine = 10;

/** From the least to the greatest of the values and zero, rounded to whole steps. */
export function valueScale(values: readonly number[], range: [number, number]) {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return scaleLinear<number>({ domain: low === high ? [0, 1] : [low, high], range, nice: fine });
}

/** From zero to a value: where it begins and how long it is. What is not nothing is seen. */
export function reach(zero: number, end: number): readonly [from: number, size: number] {
  const size = zero === end ? 0 : Math.max(2, Math.abs(end - zero));
  return [end < zero ? zero - size : zero, size];
}

/** How many ticks there is room for, when each takes so many pixels. */
export const ticksOf = (pixels: number, each: number): number => Math.max(2, Math.min(6, Math.floor((pixels - each) / each)));

/** Those of many names that there is room for, at even distances back from the last. */
export function everyNth<T>(all: readonly T[], room: number): T[] {
  const step = Math.ceil(all.length / Math.max(1, room));
  return all.filter((_, index) => (all.length - 1 - index) % step === 0);
}
