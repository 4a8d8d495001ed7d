import { expect, test } from 'vitest';
import { leadOf, monthLines, weekLines } from './lines.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
type Items = Parameters<typeof leadOf>[0];
const item = (month: string, came: string, said: Record<number, Record<string, string>>) => ({
  month,
  came: eur(came),
  said: Object.entries(said).map(([lead, scores]) => ({ weeks_before: Number(lead), scores: Object.entries(scores).map(([column, amount]) => ({ column, said: eur(amount) })) })),
  missing_rates: [],
});
const items = [
  item('2026-10', '900.50', { 4: { by_stage: '800', commit: '700' }, 8: { by_stage: '400' } }),
  item('2026-09', '100', { 8: { by_stage: '300', by_learned: '200' } }),
] as unknown as Items;

test('the lead is the one of which most months speak, of equals the nearest', () => {
  expect(leadOf(items)).toBe(8);
  expect(leadOf(items.slice(0, 1))).toBe(4);
  expect(leadOf([])).toBeUndefined();
});
test('what came stands in every month, and a gap where nothing was said', () => {
  expect(monthLines(items, 4)).toEqual([
    { id: '2026-09', values: { came: 100, by_stage: null, by_learned: null, commit: null } },
    { id: '2026-10', values: { came: 900.5, by_stage: 800, by_learned: null, commit: 700 } },
  ]);
});
test('weeks run from the oldest, beside what came when that is known', () => {
  const week = (week_on: string, amount: string) => ({ week_on, by_stage: { amount: eur(amount) }, by_learned: { amount: eur('1') }, commit: eur('2') });
  const weeks = [week('2026-11-09', '30'), week('2026-11-02', '20')] as unknown as Parameters<typeof weekLines>[0];
  expect(weekLines(weeks, '25').map(({ id, values }) => [id, values.by_stage, values.came])).toEqual([['2026-11-02', 20, 25], ['2026-11-09', 30, 25]]);
  expect(weekLines(weeks, undefined)[0]?.values).not.toHaveProperty('came');
});
