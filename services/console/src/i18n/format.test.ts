import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, date, endOfDay, hours, instant, minor, money, named, negate, percent, setTimeZone, sums, today, weekStart } from './format.ts';
import { setLanguage } from './index.ts';
import { parseAmount, parseDay, parseDuration, typedAmount } from './parse.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const eur = (amount: string) => ({ amount, currency: 'EUR' });
beforeEach(() => setTimeZone('Europe/Budapest'));

describe('English', () => {
  beforeEach(() => setLanguage('en'));
  test('money', () => {
    expect(money(eur('1234.5'))).toBe('€1,234.50');
    expect(money(eur('-1234.50'))).toBe('-€1,234.50');
    expect(plain(money({ amount: '1235', currency: 'HUF' }))).toBe('Ft 1,235');
    expect(plain(money({ amount: '1235.5000', currency: 'HUF' }, 'exact'))).toBe('Ft 1,235.50');
    expect(plain(money({ amount: '1235.0000', currency: 'HUF' }, 'exact'))).toBe('Ft 1,235');
    expect(money(eur('0.3333'), 'exact')).toBe('€0.3333');
    expect(money(eur('0.3333'))).toBe('€0.33');
    expect(plain(money(eur('1234.125'), 'code'))).toBe('EUR 1,234.125');
    expect(money(eur('999999999999999.99'))).toBe('€999,999,999,999,999.99');
  });
  test('dates', () => {
    expect(date('2026-11-03')).toBe('3 Nov 2026');
    expect(date('2026-11-03', 'short')).toBe('03/11/2026');
    expect(instant('2026-11-03T23:30:00Z')).toContain('4 Nov 2026');
  });
  test.each([['1,234.50', '1234.50'], ['1 234,5', '1234.5'], ['1,234', '1234'], ['1.234', '1.234'], ['€12', '12'], ['-3.5', '-3.5'], ['x', null], ['1.2.3,4,5', null]])(
    'amount %s',
    (typed, read) => expect(parseAmount(typed)).toBe(read),
  );
});

describe('Hungarian', () => {
  beforeEach(() => setLanguage('hu'));
  test('money groups four digits too', () => {
    expect(plain(money(eur('1234.5')))).toBe('1 234,50 €');
    expect(plain(money(eur('-1234.50')))).toBe('-1 234,50 €');
  });
  test('fillér are left out where there are none, and never where there are', () => {
    const ft = (amount: string, style?: 'code' | 'exact' | 'compact') => plain(money({ amount, currency: 'HUF' }, style));
    expect(['1235', '1235.0000', '1235.0049', '0.004', '-3.00'].map((amount) => ft(amount))).toEqual(['1 235 Ft', '1 235 Ft', '1 235 Ft', '0 Ft', '-3 Ft']);
    expect(['1235.4', '1235.05', '1234.995', '-0.5', '999999999999999.01'].map((amount) => ft(amount))).toEqual([
      '1 235,40 Ft', '1 235,05 Ft', '1 235 Ft', '-0,50 Ft', '999 999 999 999 999,01 Ft',
    ]);
    expect([ft('1235.4', 'code'), ft('1235.4051', 'exact'), ft('1235.4', 'compact')]).toEqual(['1 235,40 HUF', '1 235,4051 Ft', '1,2 E Ft']);
    expect(money({ amount: '1.5', currency: 'JPY' })).toContain('1,50');
    expect(plain(sums([{ amount: '0.5', currency: 'HUF' }, { amount: '1.25', currency: 'HUF' }]).map((sum) => money(sum)).join())).toBe('1,75 Ft');
  });
  test('percent has no space', () => expect(percent('31.4')).toBe('31,4%'));
  test('dates', () => {
    expect(date('2026-11-03')).toBe('2026. nov. 3.');
    expect(date('2026-11-03', 'short')).toBe('2026. 11. 03.');
  });
  test.each([['1.234', '1234'], ['1,234', '1.234'], ['1 234,50', '1234.50'], ['1.234.567', '1234567']])('amount %s', (typed, read) =>
    expect(parseAmount(typed)).toBe(read),
  );
  test.each(['1234.5', '0.125', '12', '-3.5', '1234567.8912'])('%s in a field is read back as what it was', (stored) => {
    expect(typedAmount(stored)).not.toContain('.');
    expect(parseAmount(typedAmount(stored))).toBe(stored);
  });
  test('a name that ends with a day says it as people do', () => {
    expect(named('Support, 2026-11-03')).toBe('Support, 2026. nov. 3.');
    expect(named('Support 2026-11-03 or so')).toBe('Support 2026-11-03 or so');
  });
});

test.each([['2:27', '2.45'], ['2h27m', '2.45'], ['147m', '2.45'], ['2h', '2'], ['2,5', '2.5'], ['2.5', '2.5'], ['8', '8'], ['', null], ['x', null], ['2:75', null]])(
  'duration %s',
  (typed, read) => expect(parseDuration(typed)).toBe(read),
);
test.each([['2026-11-03', '2026-11-03'], ['2026. 11. 3.', '2026-11-03'], ['3/11/2026', '2026-11-03'], ['3 Nov 2026', '2026-11-03'], ['30 February 2026', null], ['3 Foo 2026', null], ['2026-02-30', null]])('day %s', (typed, read) =>
  expect(parseDay(typed)).toBe(read),
);
test('sums stay exact and apart by currency', () => {
  expect(sums([eur('0.1'), eur('0.2'), { amount: '5', currency: 'HUF' }])).toEqual([eur('0.3000'), { amount: '5.0000', currency: 'HUF' }]);
  expect(minor('-12.3456')).toBe(-123456n);
  expect(negate(eur('5.00'))).toEqual(eur('-5.00'));
});
test('days', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(weekStart('2026-11-29')).toBe('2026-11-23');
  expect(today(new Date('2026-11-03T23:30:00Z'))).toBe('2026-11-04');
  expect(endOfDay('2026-10-31')).toBe('2026-10-31T22:59:59.999Z');
  expect(endOfDay('2026-07-31')).toBe('2026-07-31T21:59:59.999Z');
  expect(hours('7.5')).toBe('7:30');
});
