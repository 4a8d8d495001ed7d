/* What the folders promise: ui, keys, api, i18n and theme know no domain and not the shell; a domain knows no other domain. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outside, pages, records } from '../e2e/pages.ts';

const src = join(import.meta.dirname, '../src');
const domains = ['home', 'crm', 'projects', 'billing', 'expenses', 'reporting', 'admin'];
const allowed: Record<string, readonly string[]> = {
  theme: [],
  i18n: [],
  keys: [],
  api: ['i18n'],
  ui: ['i18n', 'api', 'keys', 'theme'],
  shell: ['i18n', 'api', 'keys', 'theme', 'ui', 'domains.ts'],
  quote: ['api', 'theme'],
  ...Object.fromEntries(domains.map((domain) => [domain, ['i18n', 'api', 'keys', 'theme', 'ui', 'shell']])),
};
/** Texts of another domain that `lazyPage` or `lazyPart` brings along. */
const alsoLoaded: Record<string, readonly string[]> = {
  billing: ['reporting'], 'shell/views': ['views'], 'crm/quotes': ['quotes'], 'crm/desk': ['desk', 'talk', 'mail', 'quotes'], 'crm/settings/QuoteSettings.tsx': ['quotes'], 'crm/talk': ['talk'], 'crm/talk/FollowUpForm.tsx': ['talk', 'desk'], 'crm/mail': ['talk', 'leads', 'mail'], 'crm/day': ['talk'], 'crm/day/LeadRows.tsx': ['talk', 'leads'], 'crm/forgotten': ['talk', 'leads'],
  'crm/leads': ['leads'], 'crm/leadRules': ['leads', 'forms'], 'crm/leadRules/SuspectedPage.tsx': ['leads', 'forms', 'talk'], 'crm/leadRules/WorkingHours.tsx': ['leads', 'mail'], 'crm/leadRules/words.ts': ['leads', 'mail'], 'crm/duplicates': ['leads'],
  'home/import': ['imports'], 'crm/imports': ['imports'], 'ui/inbox': ['projects'], 'expenses/approval': ['projects'], 'ui/PostingLine.tsx': ['reporting'], 'ui/posted.ts': ['reporting'], 'ui/ShareExplained.tsx': ['reporting'], 'ui/ConflictDialog.tsx': ['conflict'], 'ui/MovedDialog.tsx': ['conflict'], 'crm/forecast': ['forecast'], 'crm/automations': ['automations', 'rulefields'], 'crm/conditions': ['automations', 'conditions', 'rulefields'], 'crm/deal': ['forecast'], 'crm/deals/DealsPage.tsx': ['forecast'], 'admin/operations': ['reporting'], 'shell/Palette.tsx': ['talk', 'forecast'], 'crm/privacy': ['privacy'],
};
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.|schema\.ts$/.test(file));
const read = (file: string) => readFileSync(join(src, file), 'utf8');

/* A component whose sheet is forgotten looks bare; one that nobody draws is carried by every page. */
test('the style sheets of Mantine are those of what is drawn', () => {
  const styles = join(import.meta.dirname, '../node_modules/@mantine/core/styles');
  const parts: Record<string, readonly string[]> = { Modal: ['ModalBase', 'Overlay', 'Paper'], SegmentedControl: ['FloatingIndicator'], MultiSelect: ['PillsInput', 'Pill'], Select: ['Combobox', 'ScrollArea'], Checkbox: ['InlineInput'], TextInput: ['Input'], Button: ['UnstyledButton', 'Loader'] };
  const named = files.flatMap((file) => [...read(file).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap((match) => (match[1] ?? '').split(',').map((name) => name.trim())));
  const sheets = new Set(readdirSync(styles).flatMap((file) => /^(\w+)\.layer\.css$/.exec(file)?.[1] ?? []));
  const drawn = new Set(named.flatMap((name) => [name, ...(parts[name] ?? [])]).filter((name) => sheets.has(name)));
  // Of no component of ours: what all of them stand on, and what only a reader hears.
  const imported = [...readFileSync(join(src, 'theme/mantine.css'), 'utf8').matchAll(/core\/styles\/([A-Z]\w+)\.layer/g)].map((match) => match[1] ?? '').filter((name) => name !== 'VisuallyHidden');
  expect(imported.toSorted()).toEqual([...drawn].toSorted());
});

describe.each(files)('%s', (file) => {
  const [folder = ''] = file.split('/');
  const text = read(file);
  test('imports only what its folder may know', () => {
    const may = allowed[folder];
    if (!may) return;
    const targets = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => relative(src, join(src, dirname(file), match[1] ?? '')).split('/')[0] ?? '');
    expect(targets.filter((target) => target !== folder && !may.includes(target))).toEqual([]);
  });
  test('is short', () => expect(text.split('\n').length).toBeLessThanOrEqual(300));
  /* Browsers come to answer a promise from these; React takes what an effect answers for its end, and the page breaks when it goes. */
  test('answers nothing of the browser from an effect', () => expect(text.match(/Effect\(\(\) => [^{\n]*\.(scroll\w*|focus)\(/g) ?? []).toEqual([]));
  test('has no colour of its own', () => {
    if (folder === 'theme') return;
    expect(text.match(/['"`](#[0-9a-f]{3,8}|rgba?\(|hsl)/gi) ?? []).toEqual([]);
  });
  test('shows only texts that are there when it is drawn', () => {
    if (folder === 'i18n') return;
    const there = ['common', 'names', 'shell', folder, ...(alsoLoaded[file] ?? alsoLoaded[dirname(file)] ?? alsoLoaded[folder] ?? [])];
    const shown = [...text.matchAll(/\b(?:t|tMaybe)\(\s*['`]([a-z]+)\./g)].map((match) => match[1] ?? '');
    expect(shown.filter((domain) => !there.includes(domain))).toEqual([]);
  });
  test('offers its list as a file in the head, before what is made anew', () => {
    const bars = [...text.matchAll(/<FilterBar\b[^]*?<\/FilterBar>/g)].map(([bar]) => bar);
    expect(bars.filter((bar) => bar.includes('<Export'))).toEqual([]);
    expect(text.match(/<\/Button>\s*\)?\}?\s*<(?:With)?Export\b/g) ?? []).toEqual([]);
  });
  test('names keys as the browser does', () => {
    // `mod+enter` would be shown, and never heard.
    const keys = [...text.matchAll(/\bkeys: '([^']+)'/g)].flatMap((match) => (match[1] ?? '').split(/[ +]/));
    expect(keys.filter((key) => key.length > 1 && !['mod', 'alt', 'shift'].includes(key) && !/^[A-Z]/.test(key))).toEqual([]);
  });
  test('says nothing in only one language', () => {
    if (!file.endsWith('.tsx')) return;
    // Words between tags, and words in the attributes that people read or hear.
    const between = [...text.matchAll(/>\s*([A-Za-zÀ-ž][A-Za-zÀ-ž ,.!?'’-]*[a-zà-ž.!?])\s*<\//g)].map((match) => match[1]);
    const attributes = [...text.matchAll(/\b(?:aria-label|title|label|placeholder|alt|description)="([^"]*[A-Za-z]{2}[^"]*)"/g)].map((match) => match[1]);
    expect([...between, ...attributes]).toEqual([]);
  });
});

describe('style sheets', () => {
  const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.module.css'));
  test.each(sheets)('%s takes its colours from the tokens', (file) => {
    expect(read(file).match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi) ?? []).toEqual([]);
  });
});

test('every page is looked at in a browser', () => {
  const routes = files.filter((file) => file.endsWith('routes.ts') || file === 'shell/root.ts').flatMap((file) => [...read(file).matchAll(/path: '(\/[^']*)'/g)].map((match) => match[1] ?? ''));
  const looked = new Set([...pages.map((page) => page.split('?')[0]), ...Object.keys(records), ...outside]);
  // It only leads on to another.
  expect(routes.filter((route) => route !== '/reports' && !looked.has(route))).toEqual([]);
});
