import { beforeAll, expect, test } from 'vitest';
import { loadTexts, setLanguage } from '../../i18n/index.ts';
import { tooFine } from './tooFine.ts';

beforeAll(async () => {
  await setLanguage('en');
  await loadTexts('common');
});

test('an amount has as many decimals as its currency has, and what to write instead is said', () => {
  expect(['1200000.50', '1200000.5000', '', 'ten', '-3.25'].map((typed) => tooFine(typed, 'HUF'))).toEqual(Array.from({ length: 5 }, () => undefined));
  expect(tooFine('1 200 000.505', 'HUF')).toBe('Amounts in HUF have at most 2 decimals, such as 1,200,000.51.');
  expect(tooFine('10.005', 'EUR')).toContain('10.01');
  expect(tooFine('1.5', 'JPY')).toBe('Amounts in JPY have at most 0 decimals, such as 2.');
  expect(tooFine('1.2345', 'KWD')).toContain('at most 3 decimals');
  expect(tooFine('1.2345', 'CLF')).toBeUndefined();
});
