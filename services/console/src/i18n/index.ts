import { useSyncExternalStore } from 'react';
import type { en } from './en/index.ts';
import { fill, type Params, type Texts } from './text.ts';

export type Language = 'en' | 'hu';
type Catalogue = typeof en;
type Domain = keyof Catalogue & string;

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

export type Loaded = { readonly [D in Domain]: Texts<Catalogue[D]> };

const stored = 'gerinc.language';
const loaders: Record<Language, () => Promise<Loaded>> = {
  en: async () => (await import('./en/index.ts')).en,
  hu: async () => (await import('./hu/index.ts')).hu,
};
const locales: Record<Language, string> = { en: 'en-GB', hu: 'hu-HU' };
export const languages: readonly Language[] = ['en', 'hu'];
/** Each language calls itself by its own name, whichever is chosen. */
export const languageNames: Record<Language, string> = { en: 'English', hu: 'Magyar' };

let current: Language = 'en';
let texts: Loaded | undefined;
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

function say(key: string, params: Record<string, string | number>): string {
  const text = lookUp(key);
  return text === undefined ? key : fill(text, params, locale());
}

function lookUp(key: string): string | undefined {
  const dot = key.indexOf('.');
  const domain = texts?.[key.slice(0, dot) as Domain] as Record<string, string> | undefined;
  return domain?.[key.slice(dot + 1)];
}

export async function setLanguage(next: Language): Promise<void> {
  texts = await loaders[next]();
  current = next;
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
