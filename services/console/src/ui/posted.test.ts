import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadTexts, setLanguage } from '../i18n/index.ts';
import { posted } from './posted.ts';

test('what the ledger wrote down is said in the language of who reads it', async () => {
  await setLanguage('hu');
  await loadTexts('reporting');
  expect(posted('5.5 h of Dóra Nagy: Developer: backend')).toBe('5:30 óra, Dóra Nagy: Developer: backend');
  expect(posted('Payment without reference')).toBe('Befizetés hivatkozás nélkül');
  expect(posted('Invoice 2026-000001 to Balaton Foods Zrt.')).toBe('2026-000001 számla, Balaton Foods Zrt.');
  expect(posted('Support, 2026-11-03')).toBe('Support, 2026. nov. 3.');
  await setLanguage('en');
});
test('every way the ledger has of saying it is known here', () => {
  const source = readFileSync('../reporting/src/ledger/stance.rs', 'utf8');
  const known = ['{} h of {}: {}', 'Budget of {}', 'Schedule of {}', 'Cost budget of {}', 'Invoice {number} to {}', 'Payment {reference}', '{} won'];
  // Of a deal that is open, and of a line of a claim: names and no words.
  const names = ['{}: {}'];
  const said = [...source.matchAll(/Stance::new\([^"]*format!\("([^"]+)"|\.about\([^"]*format!\("([^"]+)"/g)].map((match) => match[1] ?? match[2]);
  expect(said.length).toBeGreaterThan(6);
  expect(said.filter((one) => !known.includes(one ?? '') && !names.includes(one ?? ''))).toEqual([]);
});
