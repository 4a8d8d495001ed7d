import { useSyncExternalStore } from 'react';
import type { en } from './en/index.ts';
import { fill, type Params, type Texts } from './text.ts';

export type Language = 'en' | 'hu';
type Catalogue = typeof en;
export type Domain = keyof Catalogue & string;

/** `crm.deals.title`: the domain, then the key within its file. */
export type TextKey = { [D in Domain]: `${D}.${keyof Catalogue[D] & string}` }[Domain];
type TextOf<K extends TextKey> = K extends `${infer D extends Domain}.${infer R}`
  ? R extends keyof Catalogue[D]
    ? Catalogue[D][R] & string
    : never
  : never;
/** Keys of texts without parameters: what a table of labels may hold. */
export type PlainKey = { [K in TextKey]: unknown extends Params<TextOf<K>> ? K : never }[TextKey];
type Args<K extends TextKey> = unknown extends Params<TextOf<K>> ? [] : [params: Params<TextOf<K>>];

const stored = 'gerinc.language';
// A file for each language and domain. Written out, because the bundler has to see what may be asked for.
const loaders: Record<Language, { readonly [D in Domain]: () => Promise<Texts<Catalogue[D]>> }> = {
  en: {
    admin: async () => (await import('./en/admin.ts')).admin,
    automations: async () => (await import('./en/automations.ts')).automations,
    billing: async () => (await import('./en/billing.ts')).billing,
    common: async () => (await import('./en/common.ts')).common,
    conditions: async () => (await import('./en/conditions.ts')).conditions,
    conflict: async () => (await import('./en/conflict.ts')).conflict,
    crm: async () => (await import('./en/crm.ts')).crm,
    desk: async () => (await import('./en/desk.ts')).desk,
    expenses: async () => (await import('./en/expenses.ts')).expenses,
    forecast: async () => (await import('./en/forecast.ts')).forecast,
    forms: async () => (await import('./en/forms.ts')).forms,
    home: async () => (await import('./en/home.ts')).home,
    imports: async () => (await import('./en/imports.ts')).imports,
    leads: async () => (await import('./en/leads.ts')).leads,
    mail: async () => (await import('./en/mail.ts')).mail,
    names: async () => (await import('./en/names.ts')).names,
    privacy: async () => (await import('./en/privacy.ts')).privacy,
    projects: async () => (await import('./en/projects.ts')).projects,
    quotes: async () => (await import('./en/quotes.ts')).quotes,
    reporting: async () => (await import('./en/reporting.ts')).reporting,
    rulefields: async () => (await import('./en/rulefields.ts')).rulefields,
    shell: async () => (await import('./en/shell.ts')).shell,
    talk: async () => (await import('./en/talk.ts')).talk,
    views: async () => (await import('./en/views.ts')).views,
  },
  hu: {
    admin: async () => (await import('./hu/admin.ts')).admin,
    automations: async () => (await import('./hu/automations.ts')).automations,
    billing: async () => (await import('./hu/billing.ts')).billing,
    common: async () => (await import('./hu/common.ts')).common,
    conditions: async () => (await import('./hu/conditions.ts')).conditions,
    conflict: async () => (await import('./hu/conflict.ts')).conflict,
    crm: async () => (await import('./hu/crm.ts')).crm,
    desk: async () => (await import('./hu/desk.ts')).desk,
    expenses: async () => (await import('./hu/expenses.ts')).expenses,
    forecast: async () => (await import('./hu/forecast.ts')).forecast,
    forms: async () => (await import('./hu/forms.ts')).forms,
    home: async () => (await import('./hu/home.ts')).home,
    imports: async () => (await import('./hu/imports.ts')).imports,
    leads: async () => (await import('./hu/leads.ts')).leads,
    mail: async () => (await import('./hu/mail.ts')).mail,
    names: async () => (await import('./hu/names.ts')).names,
    privacy: async () => (await import('./hu/privacy.ts')).privacy,
    projects: async () => (await import('./hu/projects.ts')).projects,
    quotes: async () => (await import('./hu/quotes.ts')).quotes,
    reporting: async () => (await import('./hu/reporting.ts')).reporting,
    rulefields: async () => (await import('./hu/rulefields.ts')).rulefields,
    shell: async () => (await import('./hu/shell.ts')).shell,
    talk: async () => (await import('./hu/talk.ts')).talk,
    views: async () => (await import('./hu/views.ts')).views,
  },
};
const locales: Record<Language, string> = { en: 'en-GB', hu: 'hu-HU' };
export const languages: readonly Language[] = ['en', 'hu'];
/** Each language calls itself by its own name, whichever is chosen. */
export const languageNames: Record<Language, string> = { en: 'English', hu: 'Magyar' };

let current: Language = 'en';
let texts: { readonly [D in Domain]?: Texts<Catalogue[D]> } = {};
/** What has been asked for: another language brings the same. */
const wanted = new Set<Domain>(['common', 'names', 'shell']);
const listeners = new Set<() => void>();

export const language = () => current;
export const locale = () => locales[current];

/** The text of a key in the chosen language. Call it while rendering, never in a module's top level. */
export function t<K extends TextKey>(key: K, ...args: Args<K>): string {
  return say(key, (args[0] ?? {}) as Record<string, string | number>);
}

/** Like `t`, for keys made at run time (`maybe` a key): the fallback is shown for one that does not exist. */
export function tMaybe(key: string, fallback: string): string {
  return lookUp(key) ?? fallback;
}

/** The sentence for a problem, from whichever texts are there: those of all pages, or of the domain whose page is open. */
export function problemText(code: string, fallback: string): string {
  return textOfProblem(code) ?? fallback;
}
/** Whether one of the texts that are there says what the problem is. */
export const hasProblemText = (code: string) => textOfProblem(code) !== undefined;

function textOfProblem(code: string): string | undefined {
  for (const domain in texts) {
    const found = lookUp(`${domain}.problem.${code}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function say(key: string, params: Record<string, string | number>): string {
  const text = lookUp(key);
  return text === undefined ? key : fill(text, params, locale());
}

function lookUp(key: string): string | undefined {
  const dot = key.indexOf('.');
  const domain = texts[key.slice(0, dot) as Domain] as Record<string, string> | undefined;
  return domain?.[key.slice(dot + 1)];
}

const loadAll = async (of: Language, domains: readonly Domain[]) =>
  Object.fromEntries(await Promise.all(domains.map(async (domain) => [domain, await loaders[of][domain]()] as const))) as typeof texts;

/** Brings the texts of a domain before something that shows them is drawn; `shell/lazy.ts` does it for pages and peeks. */
export async function loadTexts(...domains: readonly Domain[]): Promise<void> {
  const missing = domains.filter((domain) => !texts[domain]);
  for (const domain of missing) wanted.add(domain);
  if (missing.length === 0) return;
  const asked = current;
  const found = await loadAll(asked, missing);
  // Another language was chosen meanwhile: it brought these along, as they were wanted.
  if (asked === current) texts = { ...texts, ...found };
}

export async function setLanguage(next: Language): Promise<void> {
  const domains = [...wanted];
  const found = await loadAll(next, domains);
  texts = found;
  current = next;
  // What was first wanted while these came.
  await loadTexts(...[...wanted].filter((domain) => !domains.includes(domain)));
  document.documentElement.lang = next;
  try {
    localStorage.setItem(stored, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** The language chosen before, else the browser's, else English. */
export function preferredLanguage(): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(stored);
  } catch {
    // As above.
  }
  const wanted = chosen ?? navigator.language.slice(0, 2);
  return wanted === 'hu' ? 'hu' : 'en';
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => current,
  );
}
