/*
 * Texts made longer and marked, to find what no catalogue holds and what has no room in a language longer than ours. The files of
 * the catalogues are changed on their way to the browser, so nothing of this is part of the console. `PSEUDO=1` asks for it.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const asked = Boolean(process.env.PSEUDO);

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ű', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ű' };
/** `Save` becomes `⟦Sávé~~⟧`; what stands in braces is a parameter and stays. */
function pseudo(text: string): string {
  const longer = text.split(/(\{[^}]*\})/).map((part) => (part.startsWith('{') ? part : part.replaceAll(/[aeiouAEIOU]/g, (letter) => accents[letter] ?? letter)));
  return `⟦${longer.join('')}${'~'.repeat(Math.ceil(text.replaceAll(/\{[^}]*\}/g, '').length * 0.4))}⟧`;
}

/** A file that holds nothing but texts. */
const catalogue = /^var \w+=\{(?:(?:\w+|"[^"]+"|'[^']+'|`[^`]+`):(?:`[^`]*`|"[^"]*"|'[^']*'),?)+\};export\{/;
/** What the services sent, by page: names of people and things are nobody's texts. */
const data = new WeakMap<Page, Set<string>>();

export async function speakPseudo(page: Page): Promise<void> {
  const seen = new Set<string>();
  data.set(page, seen);
  const keep = (value: unknown): void => {
    if (typeof value === 'string') seen.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(keep);
  };
  page.on('response', (response) => {
    if (response.url().includes('/api/') && !response.url().endsWith('/api/live')) response.json().then(keep, () => undefined);
  });
  await page.route('**/assets/*.js', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: catalogue.test(body) ? body.replaceAll(/:(?:`([^`]*)`|"([^"]*)"|'([^']*)')(?=[,}])/g, (_, ...texts: (string | undefined)[]) => `:${JSON.stringify(pseudo(texts.slice(0, 3).find((text) => text !== undefined) ?? ''))}`) : body });
  });
}

type Found = { readonly texts: string[]; readonly clipped: string[] };

/** Every text is one of a catalogue, or was sent by a service, or was made by the browser (dates, places, currencies). */
export async function expectPseudo(page: Page): Promise<void> {
  const { texts, clipped } = await page.evaluate((): Found => {
    const found: Found = { texts: [], clipped: [] };
    const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.hidden, code, iframe, [lang="en"] > pre');
    for (const element of document.querySelectorAll('#root *, dialog *, [data-portal] *')) {
      if (!shown(element)) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim()) found.texts.push((node.nodeValue ?? '').trim());
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        const value = element.getAttribute(name)?.trim();
        if (value) found.texts.push(value);
      }
      // What people press or read as a name is whole; a cell or a line of a list may be cut, since it is shown in full elsewhere.
      const style = getComputedStyle(element);
      const cut = (style.overflowX === 'hidden' || style.overflowX === 'clip') && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 2;
      if (cut && !element.closest('td, th, [data-row], [data-stage]') && /[⟦⟧]/.test(element.textContent)) found.clipped.push(element.textContent.trim());
    }
    return found;
  });
  const said = [...(data.get(page) ?? [])].join('\n').toLowerCase();
  const made = new Set(browserWords());
  const unknown = texts.filter((text) => {
    if (/[⟦⟧~]/.test(text) || said.includes(text.toLowerCase())) return false;
    return (text.match(/\p{L}{3,}/gu) ?? []).some((word) => !made.has(word) && !said.includes(word.toLowerCase()));
  });
  expect({ unknown: [...new Set(unknown)], clipped: [...new Set(clipped)] }).toEqual({ unknown: [], clipped: [] });
}

/** Words that Intl makes, in the English of the console. */
function browserWords(): string[] {
  const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, 0, day + 1)));
  const format = (options: Intl.DateTimeFormatOptions) => days.map((day) => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(day));
  const places = new Intl.DisplayNames('en-GB', { type: 'region' });
  const regions = Array.from({ length: 26 * 26 }, (_, at) => places.of(String.fromCodePoint(65 + Math.floor(at / 26), 65 + (at % 26))) ?? '');
  const money = Intl.supportedValuesOf('currency').flatMap((code) => [code, new Intl.DisplayNames('en-GB', { type: 'currency' }).of(code) ?? '']);
  const ago = ['second', 'minute', 'hour', 'day', 'month', 'year'].flatMap((unit) => [-2, -1, 0, 1, 2].map((count) => new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }).format(count, unit as 'day')));
  const all = [...format({ month: 'long', weekday: 'long' }), ...format({ month: 'short', weekday: 'short' }), ...regions, ...money, ...ago, ...Intl.supportedValuesOf('timeZone'), 'Gerinc', 'English', 'Magyar', 'Ctrl', 'Shift', 'Alt', 'Esc', 'Space', 'Enter'];
  return all.flatMap((text) => text.match(/\p{L}{3,}/gu) ?? []);
}
