import { expect, test } from 'vitest';
import { keyOf, type Line, type Offer } from './data.ts';
import { counting, totals } from './sums.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const line = (id: string, net: string, vat_rate: string, optional = false) =>
  ({ deal_line_id: id, name: id, net: eur(net), vat_rate, optional, chosen: !optional }) as Line;
const offer = (...lines: Line[]) =>
  ({ lines, currency: 'EUR', totals: { gross: eur('0.00'), net: eur('0.00'), vat: eur('0.00'), groups: [] } }) as unknown as Offer;

test('VAT is rounded once per rate, as the service does', () => {
  const three = offer(line('a', '299.33', '20'), line('b', '179.33', '20'), line('c', '99.34', '20'));
  expect(totals(three, new Set())).toMatchObject({ net: eur('578.00'), vat: eur('115.60'), gross: eur('693.60') });
  expect(totals(offer(line('a', '0.50', '5')), new Set()).vat).toEqual(eur('0.03'));
  expect(totals(offer(line('a', '1.00', '5.5')), new Set()).vat).toEqual(eur('0.06'));
});

test('an optional line counts when it is chosen', () => {
  const two = offer(line('a', '1000.00', '27'), line('b', '100.00', '5', true));
  expect(totals(two, new Set()).gross).toEqual(eur('1270.00'));
  expect(totals(two, new Set(['b']))).toMatchObject({ gross: eur('1375.00'), groups: [{ rate: '5' }, { rate: '27' }] });
  expect(counting(two.lines, new Set(['b']))).toHaveLength(2);
});

test('a currency without decimals is added up without them', () => {
  const yen = { ...offer(line('a', '100', '10')), totals: { gross: { amount: '0', currency: 'JPY' } }, currency: 'JPY' } as unknown as Offer;
  expect(totals(yen, new Set()).gross).toEqual({ amount: '110', currency: 'JPY' });
});

test('the key is what stands after /quote/', () => {
  const key = `01890a5d-ac96-774b-bcce-b302099a8057.${'0f'.repeat(32)}`;
  expect(keyOf(`/quote/${key}`)).toBe(key);
  expect(keyOf('/quote/')).toBeUndefined();
  expect(keyOf('/quote/../../x')).toBeUndefined();
});
