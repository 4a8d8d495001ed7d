/* The decimals of a currency are those that the services count with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { minorDigits } from '../src/i18n/currencies.ts';

test('each currency has the decimals that the services give it', () => {
  const table = readFileSync(join(import.meta.dirname, '../../../shared/kernel/src/currency.rs'), 'utf8').match(/static ACTIVE: [^{]*\{([^}]*)\}/)?.[1] ?? '';
  const theirs = [...table.matchAll(/([A-Z]{3}) (\d)/g)].map(([, code = '', digits]) => [code, Number(digits)] as const);
  expect(theirs.length).toBeGreaterThan(150);
  expect(theirs.map(([code]) => [code, minorDigits(code)])).toEqual(theirs);
});
