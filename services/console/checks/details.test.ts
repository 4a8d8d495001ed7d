/* Whatever a service may say at a field, and whatever it may answer with, people read in their language: nothing is forgotten, nothing left over. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codes } from '../src/i18n/details/codes.ts';
import { files } from '../src/i18n/details/index.ts';
import { labels } from '../src/i18n/details/labels.ts';
import { partsOf } from '../src/i18n/details/match.ts';
import { words } from '../src/i18n/details/words.ts';
import { en } from '../src/i18n/en/index.ts';
import { hu } from '../src/i18n/hu/index.ts';
import { literalsOf, sources } from './rust.ts';
import { codesOf, sentencesOf, silent } from './sentences.ts';

const rust = sources();
// Of what brings a company's files in, what it says of them and of their rows.
const literals = rust.filter(({ file }) => !file.startsWith('deploy/') || /maven\/(?:bring|plan|rows|words)\.rs$/.test(file)).flatMap(literalsOf);
const said = sentencesOf(literals);
const entries = files.flatMap((file) => Object.entries(file));
const catalogue = new Map(entries);

/** Said of the whole request and never at a field: `codes.ts` says what people read. */
const wholes = [
  'this claim is {0}; only a draft or one that was sent back can be changed or handed in', 'this claim is {0}; only one that was handed in can be approved or sent back',
  'nobody approves their own expenses; ask a colleague who may approve claims', 'only who spent the money changes this claim or hands it in', 'this invitation was accepted; deactivate the member instead',
  'the project is not active; resume it first', 'the project is cancelled or completed, so it can no longer change; a cancelled one can be resumed', 'only a project that is on hold or cancelled can be resumed',
  'the milestone is completed already; reopen it first if that was wrong', 'the milestone is not completed, so there is nothing to reopen', 'a project has at most {MAX_TASKS} tasks; finish this one and open another',
  'time can be logged in active projects only, and this one is not active', 'only drafts and rejected entries can be changed; this one is submitted or approved', 'only drafts can be deleted; change a rejected entry first, which makes it a draft again',
  'only drafts and rejected entries can be submitted', 'only submitted entries can be approved or rejected', 'this entry is on an invoice and cannot change any more', 'nobody approves their own time; ask a colleague who may approve',
];
/** No sentences: names that ids are made from, kinds of files, words that columns may hold, what a library says. */
const noSentences = [
  'automation run {} action {place}', 'text/calendar; charset=utf-8', 'lead {} without owner', 'mailbox {} smtp', 'mailbox {} imap', 'day of a person {org} {person} {on}',
  'has, size, contains, startsWith, endsWith, lower, days, exists and all', 'to do', 'hand over', 'phone call', 'logged call', 'incoming email', 'outgoing email', 'no answer', 'not reached', 'nem vette fel', 'left message',
  'members in crm', 'sales agents', 'crm has not heard of {missing} members within {} s; run the import again', '{} (no account yet)', 'left voicemail', 'left live message', 'uzenetet hagytam', 'wrong number', 'teves szam', 'input is out of range', 'input contains invalid characters', 'premature end of input', 'trailing input',
];
/** Problems whose own sentence is one of the catalogue, with what it holds; and what never leaves a service. */
const bySentence = [
  'invalid-payment-terms', 'invoice-not-draft', 'invoice-not-issued', 'invoice-without-lines', 'too-many-lines', 'invalid-issue-date', 'wrong-currency', 'negative-price', 'unknown-line', 'price-of-work', 'invoice-not-open', 'exceeds-open-amount',
  'invalid-payment-date', 'unknown-invoice', 'exceeds-credit', 'too-many-applications', 'nothing-to-apply', 'schedule-unbalanced', 'schedule-too-long', 'schedule-not-frozen', 'work-not-free', 'no-vat-rate', 'invalid-field', 'not-an-attachment',
  'not-that-type', 'too-many-attachments', 'attachment-is-evidence', 'invalid-condition', 'mailbox-address-taken', 'pipeline-in-use', 'cost-center-code-taken', 'not-a-receipt', 'too-many-receipts', 'last-owner', 'owners-only', 'no-roles',
  'guest-only-looks', 'role-not-held', 'weak-password', 'invalid-cost-rate', 'answer',
];
/** Problems that the console makes itself. */
const own = ['offline', 'unexpected'];

test('the sources of the services are read', () => {
  expect(rust.length).toBeGreaterThan(300);
  expect(said.size).toBeGreaterThan(500);
});

describe('what is said at fields', () => {
  test('is in the catalogue', () => {
    const missing = [...said.values()].filter(({ text }) => !catalogue.has(text) && !words[text] && !wholes.includes(text) && !noSentences.includes(text));
    expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });
  test('is never said in files that are passed over', () => {
    expect(rust.filter(({ file, text }) => silent.test(file) && /\bFieldError::new\(|\b\w+::field\(/.test(text)).map(({ file }) => file)).toEqual([]);
  });
  test('has one entry, and none whose sentence no service says', () => {
    const keys = entries.map(([key]) => key);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    const texts = new Set(literals.map(({ text }) => text));
    expect([...keys, ...wholes, ...noSentences].filter((key) => !texts.has(key))).toEqual([]);
  });
  test('is shown with nothing in its holes but what the sentence has', () => {
    const holes = (text: string) => partsOf(text).flatMap((part) => ('hole' in part ? [part.hole] : []));
    const wrong = entries.flatMap(([key, { hu: hungarian, en: english }]) => [hungarian, english ?? ''].filter((text) => holes(text).some((hole) => !holes(key).includes(hole))).map((text) => `${key} → ${text}`));
    expect(wrong).toEqual([]);
  });
  test('ends as a sentence does, and asks nobody to choose the article', () => {
    const shown = [...entries.map(([, one]) => one), ...Object.values(codes)].flatMap(({ hu: hungarian, en: english }) => [hungarian, ...(english === undefined ? [] : [english])]);
    expect(shown.filter((text) => !/[.!?…)}]$| -$/.test(text) || /\b[Aa]\(z\)/.test(text))).toEqual([]);
  });
  test('tells nobody how programs would mend it', () => {
    const forPrograms = /\b(?:GET|POST|PATCH|PUT|DELETE) \/|\w_ids?\b|\bsend (?:true|null|"|the |one)|\bset \w+ to\b|leave (?:it|\w+_\w+|the id) out\b/;
    const shown = entries.flatMap(([key, { hu: hungarian, en: english }]) => [hungarian, english ?? key]);
    expect(shown.filter((text) => forPrograms.test(text) && !text.includes('{{'))).toEqual([]);
  });
});

describe('problems', () => {
  const answered = codesOf(rust);
  const textsOf = (catalogues: object) => new Set(Object.values(catalogues).flatMap((texts: object) => Object.keys(texts).flatMap((key) => (/^problem\.(.+)$/.exec(key) ?? []).slice(1))));
  test.each([['English', textsOf(en)], ['Hungarian', textsOf(hu)]] as const)('have a text in %s', (_, texts) => {
    const missing = [...answered].filter(([code]) => !texts.has(code) && !codes[code] && !bySentence.includes(code));
    expect(missing.map(([code, file]) => `${file}: ${code}`)).toEqual([]);
  });
  test('have one text, and none that no service answers with', () => {
    const texts = [...textsOf(en)];
    expect(texts.filter((code) => codes[code])).toEqual([]);
    expect([...texts, ...Object.keys(codes), ...bySentence].filter((code) => !answered.has(code) && !own.includes(code))).toEqual([]);
  });
});

test('every name that a request may hold has a label', () => {
  type Node = { readonly $ref?: string; readonly properties?: Record<string, Node>; readonly items?: Node; readonly additionalProperties?: Node | boolean; readonly anyOf?: Node[]; readonly oneOf?: Node[]; readonly allOf?: Node[] };
  type Operation = { readonly requestBody?: { readonly content: Record<string, { readonly schema?: Node }> } };
  const { paths, components } = JSON.parse(readFileSync(join(import.meta.dirname, '../openapi.json'), 'utf8')) as { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Node> } };
  const names = new Set<string>();
  const seen = new Set<Node>();
  const walk = (node: Node | boolean | undefined): void => {
    if (typeof node !== 'object' || seen.has(node)) return;
    seen.add(node);
    if (node.$ref) walk(components.schemas[node.$ref.split('/').at(-1) ?? '']);
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      names.add(name);
      walk(property);
    }
    for (const next of [node.items, node.additionalProperties, ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]) walk(next);
  };
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) for (const { schema } of Object.values(operation.requestBody?.content ?? {})) walk(schema);
  expect(names.size).toBeGreaterThan(250);
  expect([...names].filter((name) => !labels[name])).toEqual([]);
});

test('words in holes are translated', () => {
  const inHoles = entries.flatMap(([key, { hu: hungarian }]) => (hungarian.includes(':word}') ? [key] : []));
  expect(inHoles.length).toBeGreaterThan(5);
  // The roles of a deal and how products are billed, as the interface lists them.
  const { components } = JSON.parse(readFileSync(join(import.meta.dirname, '../openapi.json'), 'utf8')) as { components: { schemas: Record<string, { readonly enum?: string[]; readonly oneOf?: { readonly const?: string; readonly enum?: string[] }[] }> } };
  for (const name of ['ContactRole', 'BillingKind']) {
    const { enum: all, oneOf } = components.schemas[name] ?? {};
    const known = all ?? oneOf?.flatMap((one) => one.const ?? one.enum ?? []) ?? [];
    expect(known.length).toBeGreaterThan(3);
    expect(known.filter((word) => !words[word])).toEqual([]);
  }
});
