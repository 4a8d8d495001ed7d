import { beforeAll, expect, test } from 'vitest';
import { loadTexts } from '../../i18n/index.ts';
import { stays } from './stays.ts';

const deal = { deal_id: 'd', name: 'Garden' };

beforeAll(() => loadTexts('privacy'));

test('whatever stays is said with its name and where it is', () => {
  expect(stays({ kind: 'accepted_quote', quote_id: 'q', number: 'Q-7' })).toContain('Q-7');
  expect(stays({ kind: 'sent_quote', quote_id: 'q', number: 'Q-8' })).toContain('Q-8');
  const texts = [stays({ kind: 'deal_history', ...deal }), stays({ kind: 'account_history', account_id: 'a', name: 'Garden' }), stays({ kind: 'issued_invoices', ...deal, first_invoice: '2026-000001' })];
  for (const text of texts) expect(text).toContain('Garden');
  expect(new Set(texts).size).toBe(3);
  expect(texts[2]).toContain('2026-000001');
  expect(stays({ kind: 'listed', list: 'tag', name: 'VIP Anna' })).toContain('VIP Anna');
});

test('a word of a name is shown where it stands', () => {
  const said = (['account', 'deal', 'quote', 'lead', 'follow_up', 'activity'] as const).map((record) => stays({ kind: 'named_in_part', record, record_id: 'r', says: 'Ask Kovács' }));
  for (const text of said) expect(text).toContain('“Ask Kovács”');
  expect(new Set(said).size).toBe(said.length);
});

test('files are counted, and named by what they are beside', () => {
  expect(stays({ kind: 'files', beside: 'deal', record_id: 'd', name: 'Garden', count: 1 })).toMatch(/Garden 1 file stays /);
  expect(stays({ kind: 'files', beside: 'account', record_id: 'a', name: 'Kert Kft.', count: 2 })).toMatch(/Kert Kft. 2 files stay /);
  expect(stays({ kind: 'files', beside: 'mails', record_id: null, name: null, count: 3 })).toMatch(/ 3 files stay /);
});
