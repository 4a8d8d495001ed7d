import { beforeAll, expect, test } from 'vitest';
import { loadTexts, setLanguage } from '../../i18n/index.ts';
import type { Filter } from '../../ui/FilterBar.tsx';
import { columnsInWords, filtersInWords, sortInWords } from './inWords.ts';

const owner = '01890a5d-ac96-774b-bcce-b302099a8057';
const bar: Filter[] = [
  { kind: 'choice', name: 'status', label: 'Állapot', options: [{ value: 'open', label: 'Nyitott' }] },
  { kind: 'choice', name: 'owner', label: 'Felelős', options: [{ value: owner, label: 'Nagy Bence' }] },
  { kind: 'yes', name: 'stale', label: 'Elakadt' },
  { kind: 'day', name: 'closedFrom', label: 'Lezárva legalább' },
];
const heads = [{ id: 'value', header: 'Érték', sort: { asc: 'value', desc: '-value' } }, { id: 'name', header: 'Név' }];

beforeAll(async () => {
  await setLanguage('hu');
  await loadTexts('views');
});

test('a view is told in the words of its page, and no id or name of a parameter is shown', () => {
  expect(filtersInWords('deals', { status: 'open', owner_id: owner, stale: 'true', closed_from: '2026-11-03' }, bar)).toBe('Állapot: Nyitott, Felelős: Nagy Bence, Elakadt és Lezárva legalább: 2026. nov. 3.');
  expect(filtersInWords('deals', { owner_id: owner.replace('0189', '0190'), custom: '{}' }, bar)).toBe('Felelős és 1 további szűrő');
  expect(filtersInWords('deals', {}, bar)).toBe('Mindent');
  expect([sortInWords('-value', heads, bar), sortInWords('value', heads, bar)]).toEqual(['Érték, csökkenő', 'Érték, növekvő']);
  expect(sortInWords('rank', [], [{ kind: 'choice', name: 'sort', label: 'Sorrend', options: [{ value: 'rank', label: 'Kézi sorrend' }] }])).toBe('Kézi sorrend');
  expect(columnsInWords(['name', 'value', 'gone'], heads)).toBe('Név és Érték');
});
