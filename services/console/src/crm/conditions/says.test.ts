import { beforeEach, describe, expect, test } from 'vitest';
import { loadTexts, setLanguage, type Language } from '../../i18n/index.ts';
import type { Known } from './fields.ts';
import { asksFor, countsDays, offered, rowOf, type Nature } from './model.ts';
import { read } from './read.ts';
import { operatorName, sentenceOf, wholeSentence, type Names } from './says.ts';

const field = (name: string, nature: Nature, more: Partial<Known> = {}): Known => ({ name, nature, thing: name.split('.')[0] ?? '', part: name.split('.')[1] ?? '', own: false, ...more });
const fields = new Map(
  [
    field('deal.name', 'text'),
    field('deal.value', 'money', { currency: 'deal.currency' }),
    field('deal.currency', 'choice', { source: 'currencies' }),
    field('deal.status', 'choice', { source: 'deal' }),
    field('deal.expected_close_on', 'day'),
    field('deal.tags', 'list', { source: 'tags' }),
    field('deal.odds', 'number'),
    field('deal.has_account', 'yes_no'),
    field('deal.custom["Méret"]', 'choice', { part: 'Méret', own: true, source: 'own', choices: ['S'] }),
  ].map((one) => [one.name, one]),
);
const names: Names = { fields, choices: (name) => (name === 'deal.status' ? [{ value: 'won', label: 'WON' }] : [{ value: 'S', label: 'S' }]) };
const say = (source: string) => {
  const found = read(source, fields);
  return 'rows' in found ? wholeSentence(found.rows, names).replace(/\s/g, ' ') : found.why;
};

describe.each<[Language, readonly (readonly [string, string])[]]>([
  ['en', [
    ['deal.name == "Web"', 'Deal name is “Web” (capitals count)'],
    ['lower(deal.name).contains("$& {value}")', 'Deal name contains “$& {value}”'],
    ['deal.value >= 1000.5 && deal.currency == "EUR"', 'Deal value is at least €1,000.50'],
    ['deal.value < 1000', 'Deal value is less than 1,000'],
    ['deal.status in ["won", "odd"]', 'Deal status is one of WON or “odd”'],
    ['days(event.on, deal.expected_close_on) <= 1', 'Deal expected close is at most 1 day after it happens'],
    ['has(deal.expected_close_on) && deal.expected_close_on < "2026-11-03"', 'Deal expected close is before 3 Nov 2026'],
    ['deal.custom["Méret"] == "S" && (deal.odds > 5 || !deal.has_account)', 'Deal “Méret” is S and (Deal odds in percent is more than 5 or Deal has an account: no)'],
  ]],
  ['hu', [
    ['deal.name == "Web"', 'Ügylet neve: „Web” (kis- és nagybetű számít)'],
    ['deal.value >= 1000.5 && deal.currency == "EUR"', 'Ügylet értéke legalább 1 000,50 €'],
    ['days(deal.expected_close_on, event.on) >= 14', 'Ügylet várható lezárása legalább 14 nappal az esemény előtt'],
    ['!("S" in deal.tags)', 'Ügylet címkéi között nincs ezekből: S'],
    ['deal.custom["Méret"] != "S" || has(deal.odds)', 'Ügylet „Méret” mezője: nem S vagy Ügylet esélye százalékban ismert'],
  ]],
])('%s', (language, sentences) => {
  beforeEach(async () => {
    await setLanguage(language);
    await loadTexts('conditions', 'common');
  });
  test.each(sentences)('%s', (source, sentence) => expect(say(source)).toBe(sentence));
  test('every comparison has a name and a sentence', () => {
    for (const one of fields.values())
      for (const operator of offered(one)) {
        expect(operatorName(one, operator)).not.toContain('operator.');
        const asked = asksFor(operator) !== 'none';
        const value = one.nature === 'day' && !countsDays(operator) ? '2026-01-02' : '5';
        const says = sentenceOf({ ...rowOf(one), operator, values: asked ? [value] : [] }, names);
        expect(says).toMatch(/^(Deal|Ügylet) ?.+/);
        expect(says).not.toMatch(/[{}]|undefined/);
      }
  });
});
test('what is not filled in says nothing', () => expect(sentenceOf(rowOf({ name: 'deal.name', nature: 'text' }), names)).toBeUndefined());
