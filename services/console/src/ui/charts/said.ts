import { listed, number } from '../../i18n/format.ts';
import type { Point, Series } from './chart.ts';

/** A mark in words: what it is of, which figure, how much. */
export const saidOf = (series: readonly Series[], point: Point): string =>
  `${point.x}, ${listed(series.flatMap(({ key, label }) => {
    const value = point.values[key];
    return value === null || value === undefined ? [] : [`${label}: ${number(value)}`];
  }))}`;
