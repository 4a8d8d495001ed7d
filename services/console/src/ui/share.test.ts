import { expect, test } from 'vitest';
import { readShareId, shareId, shareOf } from './share.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

test.each([
  ['8361.00', '12000.00', '69.68'],
  ['1', '3', '33.33'],
  ['2', '3', '66.67'],
  ['0.00005', '1', '0.00'],
  ['1.125', '100', '1.13'],
  ['-1.125', '100', '-1.13'],
  ['-0.0001', '100', '0.00'],
  ['12', '12', '100.00'],
])('%s of %s is %s percent, as the services round it', (part, whole, percent) => {
  expect(shareOf(eur(part), eur(whole))).toBe(percent);
});
test('nothing is a part of nothing, of a debt, or of another currency', () => {
  expect(shareOf(eur('1'), eur('0.00'))).toBeUndefined();
  expect(shareOf(eur('1'), eur('-5'))).toBeUndefined();
  expect(shareOf(eur('1'), { amount: '5', currency: 'HUF' })).toBeUndefined();
});
test('a pasted link asks for the same two figures', () => {
  const shared = { label: 'Margin %', of: 'A & B', part: { label: 'Margin', explain: '/v1/explain?account=revenue,labour_cost&project_id=p1&as_of=2026-01-01T00:00:00Z' }, whole: { label: 'Revenue', amount: eur('12.50') } };
  expect(readShareId(shareId(shared))).toEqual(shared);
});
