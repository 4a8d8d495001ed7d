/* Real pages in a real browser against a running suite; scripts/e2e.mjs says where both are. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { run } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { expect } from 'vitest';
import { asked, speakPseudo } from './pseudo.ts';

export const base = process.env.GERINC_URL ?? 'http://127.0.0.1:4173';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export type Look = {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'hu';
  /** Whether pages of the menu are fetched before anybody goes there. */
  readonly warm?: boolean;
};
/** What every picture says of itself. */
export type Shown = Required<Omit<Look, 'warm'>>;

export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

const inFlight = new WeakMap<Page, number>();
const csrf = { 'X-Requested-With': 'gerinc' };
/** One for all files that a worker runs: starting one takes as long as a test. It goes with its worker. */
let browser: Browser | undefined;
/** Who `open` opens pages for; without it, the owner of the demo company. */
let cookies: Cookies | undefined;

const plain = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/**
 * A page lives for seconds: what would make it quicker later costs more than it brings, and so do processes that only pass on, and
 * tidying what it leaves behind before there is much of it.
 */
const lean = ['--js-flags=--no-opt,--invocation-count-for-maglev=2000,--min-semi-space-size=64,--max-semi-space-size=128', '--in-process-gpu', '--enable-features=NetworkServiceInProcess2'];

export async function start(): Promise<void> {
  cookies = undefined;
  browser ??= await chromium.launch({
    executablePath,
    args: [...plain, ...lean],
  });
}
/** Leaves nothing open for the next file, and nobody logged in: whoever is hears of everything that others do. */
export async function stop(): Promise<void> {
  const waiting = [...idle.values()].flat();
  await Promise.all(browser?.contexts().map((context) => waiting.some((page) => page.context() === context) || context.close()) ?? []);
  await Promise.all(waiting.filter((page) => whose.has(page)).map(forget));
}

/**
 * Windows that nobody looks at, by how they look, and who was logged in. The console takes a second to be fetched, compiled and begun
 * anew, and half of that in a window that had it before. Who comes back finds their own and walks on in it, as people do; another
 * person's begins anew, and what the last one kept is gone.
 */
const idle = new Map<string, Watched[]>();
const looksLike = new WeakMap<Page, string>();
const whose = new WeakMap<Page, string>();

/** Closes a window with all its tabs. What it kept of the last test goes with it, up to what the console holds in its memory. */
export async function leave(page: Page): Promise<void> {
  const context = page.context();
  const [first, ...others] = context.pages() as Watched[];
  const look = first && looksLike.get(first);
  if (!first || look === undefined || asked) return context.close();
  for (const tab of others) await tab.close();
  await first.unrouteAll({ behavior: 'ignoreErrors' });
  const waiting = idle.get(look) ?? [];
  // One for each person is enough.
  if (waiting.some((other) => whose.get(other) === whose.get(first)) || !(await stays(first, look))) await forget(first);
  idle.set(look, [...(idle.get(look) ?? []), first]);
}
/** A page that asks for nothing. */
const quiet = '/join';
/** Whether somebody can walk on in a window as if it were a new one: still theirs, as it looked, with nothing open or on its way. */
async function stays(page: Watched, look: string): Promise<boolean> {
  if (whose.get(page) !== nameOf(await page.context().cookies()) || new URL(page.url()).pathname === quiet) return false;
  const walked = await walk(page, quiet, 2_000).then(() => true, () => false);
  if (!walked) return false;
  await settled(page, 0, 1_000);
  const { language, theme, width } = JSON.parse(look) as Shown;
  const same = await page.evaluate(
    ({ language, theme, width }) => {
      [localStorage, sessionStorage].forEach((storage) => storage.clear());
      // What was said of the last test is not of the next.
      document.querySelectorAll<HTMLElement>('[role=status] > [data-kind] > button[aria-label]').forEach((close) => close.click());
      const root = document.documentElement;
      const open = [...document.querySelectorAll('[role=dialog], [role=alertdialog], dialog[open], [role=menu], [role=complementary], [role=alert]')];
      return root.lang === language && (root.dataset.mantineColorScheme ?? theme) === theme && innerWidth === width && open.every((one) => !one.checkVisibility());
    },
    { language, theme, width },
  );
  return same && inFlight.get(page) === 0;
}
/** Who cookies log in. */
const nameOf = (cookies: Cookies) => cookies.map((one) => one.value).toSorted().join();
async function forget(page: Watched): Promise<void> {
  whose.delete(page);
  // A place without the console, where nothing writes any more.
  await page.goto(`${base}/livez`);
  await page.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
  await page.context().clearCookies();
  inFlight.set(page, 0);
}

type Watched = Page & { errors: string[] };

/** A page of somebody nobody knows, in a browser that never saw this place. */
export async function stranger(path: string, look: Look = {}): Promise<Watched> {
  const page = await blank(look);
  await page.goto(`${base}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** An empty page, or one that its person left. Errors of the console are collected; `expectQuiet` looks at them. */
async function blank(look: Look, who = ''): Promise<Watched> {
  if (!browser) throw new Error('call start() first');
  const { width = 1440, theme = 'light', language = 'en', warm = false } = look;
  const key = JSON.stringify({ width, theme, language, warm });
  const waiting = idle.get(key) ?? [];
  // Their own, or nobody's, or that of whoever left last.
  const place = [(page: Page) => whose.get(page) === who, (page: Page) => !whose.has(page), () => true].map((is) => waiting.findLastIndex(is)).find((found) => found >= 0);
  const [page] = place === undefined ? [] : waiting.splice(place, 1);
  if (page) {
    if (whose.has(page) && whose.get(page) !== who) await forget(page);
    page.errors.length = 0;
    return page;
  }
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 720 : 900 },
    colorScheme: theme,
    locale: language === 'hu' ? 'hu-HU' : 'en-GB',
    reducedMotion: 'reduce',
  });
  // Whoever saves data is spared the pages that are fetched beforehand: a test looks at one or two of them, and thirty more
  // would be read and compiled for each window.
  if (!warm) await context.addInitScript("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })");
  // Generous, since it only says when to give up: a machine that also builds is several times slower.
  context.setDefaultTimeout(Number(process.env.WAIT ?? 30_000));
  const fresh = Object.assign(await context.newPage(), { errors: [] as string[] });
  looksLike.set(fresh, key);
  fresh.on('pageerror', (error) => fresh.errors.push(error.message));
  fresh.on('console', (message) => {
    // A refused request is the page's business, not an error of it; the browser writes it into the console all the same.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) fresh.errors.push(message.text());
  });
  inFlight.set(fresh, 0);
  if (asked) await speakPseudo(fresh);
  const count = (by: number) => (request: Request) => {
    if (!request.url().includes('/api/live')) inFlight.set(fresh, (inFlight.get(fresh) ?? 0) + by);
  };
  fresh.on('request', count(1));
  fresh.on('requestfinished', count(-1));
  fresh.on('requestfailed', count(-1));
  return fresh;
}

/** Logs in past the pages; `office` does it by them. */
export async function logIn(email: string, password: string): Promise<Cookies> {
  if (!browser) throw new Error('call start() first');
  const context = await browser.newContext();
  const answer = await context.request.post(`${base}/api/identity/v1/login`, { headers: csrf, data: { email, password } });
  expect(answer.status()).toBe(200);
  const found = await context.cookies();
  await context.close();
  return found;
}

/** A page of somebody who is logged in. */
export async function open(path: string, look: Look = {}, who?: Cookies): Promise<Watched> {
  const theirs = who ?? (cookies ??= await logIn('anna@gerinc.example', 'gerinc-demo'));
  const page = await blank(look, nameOf(theirs));
  if (whose.has(page)) {
    if (path !== quiet) await walk(page, path);
    return page;
  }
  await page.context().addCookies(theirs);
  whose.set(page, nameOf(theirs));
  await page.goto(`${base}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/**
 * Goes to another page as a link of the console would: loading everything anew takes most of the time of a visit. The page
 * must not be the one that is shown, whose heading would stay.
 */
export async function walk(page: Watched, path: string, timeout?: number): Promise<void> {
  // The mark goes when the page does, since the heading of each is another element.
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-seen', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('h1:not([data-seen])').waitFor({ timeout });
}

/** In an order in which a page follows one at another place wherever that can be: only then can it be walked to. */
export function spread<T>(all: readonly T[], placeOf: (one: T) => string): T[] {
  const left = new Map<string, T[]>();
  for (const one of all) left.set(placeOf(one), [...(left.get(placeOf(one)) ?? []), one]);
  const order: T[] = [];
  for (let last: string | undefined; order.length < all.length; ) {
    // Of the place with the most that is left, so that no two of it stay for the end.
    const places = [...left.keys()].filter((place) => left.get(place)?.length);
    const place = places.filter((one) => one !== last).toSorted((one, other) => (left.get(other)?.length ?? 0) - (left.get(one)?.length ?? 0))[0] ?? places[0];
    order.push(...(left.get((last = place ?? '')) ?? []).splice(0, 1));
  }
  return order;
}

/**
 * Waits until the page asks for nothing any more and has drawn what it was told: three times in a row nothing was on its way and
 * the page had nothing to do. The live connection stays open, so the network itself is never idle. `calm` is how long it must stay
 * so, in milliseconds, for who counts on nothing more being asked; `patience` how long it may take at all.
 */
export async function settled(page: Page, calm = 0, patience = 10_000): Promise<void> {
  const end = Date.now() + patience;
  for (let since = Date.now(), rounds = 0; (rounds < 3 || Date.now() - since < calm) && Date.now() < end; ) {
    // Before it has nothing to do, it asks for whatever it wants next. One that is being left answers nothing.
    const idle = inFlight.get(page) === 0 && (await page.evaluate(() => new Promise<true>((found) => requestIdleCallback(() => setTimeout(found, 20, true), { timeout: 1000 }))).catch(() => false));
    if (!idle) await page.waitForTimeout(20);
    if (idle && inFlight.get(page) === 0) rounds += 1;
    else [rounds, since] = [0, Date.now()];
  }
}

/** Waits for what no page shows. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds()); await new Promise((after) => setTimeout(after, 100))) {
    if (Date.now() > end) throw new Error(`It never came: ${holds.toString()}`);
  }
}

export type Call = <T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown, version?: number) => Promise<T>;

/** Signs up an organisation, for what should not stay in the demo; pages opened from now on are its owner's. Answers a way to its API. */
export async function ownOrganization(name: string, owner = 'Olga Owner'): Promise<Call> {
  if (!browser) throw new Error('call start() first');
  const { request } = await browser.newContext();
  const call: Call = async (method, path, data, version) => {
    const answer = await request.fetch(`${base}${path}`, { method, data, headers: { ...csrf, ...(version && { 'If-Match': `"${version}"` }) } });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  await call('POST', '/api/identity/v1/signup', {
    organization: { name, country: 'HU', base_currency: 'EUR', time_zone: 'Europe/Budapest' },
    user: { name: owner, email: `owner-${crypto.randomUUID()}@check.example`, password: 'four words are better' },
  });
  cookies = (await request.storageState()).cookies;
  return call;
}

/** Less than half as long as what a program would import, and read by every page that is loaded. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What is drawn by the same code as what stands before it: the sixth row is looked at in vain, and so is a menu that was looked at. */
const alike = [...['[role=row]', 'tr', 'li'].map((one) => [`${one}:nth-child(n+6)`]), ['[data-looked-at]']];

/**
 * No rule of axe is broken by what is open over the page, or by the page when nothing is. Every page is looked at in both themes and
 * widths, so a journey looks at the dialogs, menus and lists that it opens. Asked in the page itself: the console has no frames, and
 * the way round through another page costs twice as much. No rule of these wants style sheets fetched again, and what is found is
 * named by how it is written.
 */
export async function expectNoAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    async ({ rules, alike }) => {
      const { axe } = window as unknown as { axe: { run: typeof run } };
      const over = [...document.querySelectorAll<HTMLElement>('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')].filter((one) => one.checkVisibility());
      const { violations } = await axe.run(over.length > 0 ? { include: over } : { exclude: alike }, { runOnly: rules, resultTypes: ['violations'], preload: false, selectors: false });
      // The frame stays while one walks from page to page.
      if (over.length === 0 && violations.length === 0) document.querySelectorAll('nav:not(main nav), header:not(main header)').forEach((one) => one.setAttribute('data-looked-at', ''));
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`);
    },
    { rules, alike },
  );
  expect(found).toEqual([]);
}

/** The page itself never scrolls sideways, and neither does the content region. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const over = await page.evaluate(() => {
    const main = document.querySelector('main');
    return [document.documentElement.scrollWidth - innerWidth, main ? main.scrollWidth - main.clientWidth : 0];
  });
  expect(over).toEqual([0, 0]);
}

export function expectQuiet(page: { errors: string[] }): void {
  expect(page.errors).toEqual([]);
}

/** Every combination a page has to stand: two themes, two sizes, two languages. */
export const looks: readonly Shown[] = (['en', 'hu'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => [1440, 360].map((width) => ({ language, theme, width }))),
);

/** The two that differ most, for what need not be tried in all. */
export const both = looks.filter(({ language, theme, width }) => (language === 'en') === (theme === 'light') && (theme === 'light') === (width === 1440));
/** The one that differs most from how a journey sees what it makes: for that, since pages.e2e.ts sees what the demo company has. */
export const narrow: Shown = { language: 'hu', theme: 'dark', width: 360 };
/** Those where each two of theme, size and language meet. */
export const pairs = looks.filter(({ language, theme, width }) => ((language === 'en') !== (theme === 'light')) !== (width === 1440));

/** A picture for people to look at; taken when SHOTS is set, since each costs a fifth of a second. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `e2e/shots/${name}.png` });
}
