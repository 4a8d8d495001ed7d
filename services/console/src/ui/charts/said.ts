import { listed, money, number } from '../../i18n/format.ts';
import type { Point, Series } from './chart.ts';

/** How much: of a currency it is money, as in the table beside it. */
export const amountOf = (value: number, unit = '') => (/^[A-Z]{3}$/.test(unit) ? money({ amount: String(value), currency: unit }, 'exact') : number(value));

/** A mark in words: what it is of, which figure, how much. */
export const saidOf = (series: readonly Series[], point: Point, unit?: string): string =>
  `${point.x}, ${listed(series.flatMap(({ key, label }) => {
    const value = point.values[key];
    return value === null || value === undefined ? [] : [`${label}: ${amountOf(value, unit)}`];
  }))}`;
