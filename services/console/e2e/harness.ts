/* Real pages in a real browser against a running suite; scripts/e2e.mjs says where both are. */
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { expect } from 'vitest';

export const base = process.env.GERINC_URL ?? 'http://127.0.0.1:4173';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export type Look = { readonly width?: number; readonly theme?: 'light' | 'dark'; readonly language?: 'en' | 'hu' };

const inFlight = new WeakMap<Page, number>();
let browser: Browser | undefined;
let cookies: Awaited<ReturnType<BrowserContext['cookies']>> | undefined;

export async function start(): Promise<void> {
  browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
export const stop = () => browser?.close();

type Watched = Page & { errors: string[] };

/** A page of somebody nobody knows, in a browser that never saw this place. */
export async function stranger(path: string, look: Look = {}): Promise<Watched> {
  const page = await blank(look);
  await page.goto(`${base}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** An empty page. Errors of the console are collected; `expectQuiet` looks at them. */
async function blank(look: Look): Promise<Watched> {
  if (!browser) throw new Error('call start() first');
  const width = look.width ?? 1440;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 720 : 900 },
    colorScheme: look.theme ?? 'light',
    locale: look.language === 'hu' ? 'hu-HU' : 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = Object.assign(await context.newPage(), { errors: [] as string[] });
  page.on('pageerror', (error) => page.errors.push(error.message));
  page.on('console', (message) => {
    // A refused request is the page's business, not an error of it; the browser writes it into the console all the same.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) page.errors.push(message.text());
  });
  inFlight.set(page, 0);
  const count = (by: number) => (request: Request) => {
    if (!request.url().endsWith('/api/live')) inFlight.set(page, (inFlight.get(page) ?? 0) + by);
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  return page;
}

/** A page of somebody who is logged in. */
export async function open(path: string, look: Look = {}): Promise<Watched> {
  const page = await blank(look);
  const context = page.context();
  await context.addInitScript(`localStorage.setItem('gerinc.language', '${look.language ?? 'en'}')`);
  if (cookies) await context.addCookies(cookies);
  if (!cookies) {
    await page.goto(`${base}/login`);
    await page.getByRole('textbox', { name: /mail/i }).fill('anna@gerinc.example');
    await page.locator('input[type=password]').fill('gerinc-demo');
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => !url.pathname.startsWith('/login'));
    cookies = await context.cookies();
  }
  await page.goto(`${base}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Waits until the page asks for nothing any more. The live connection stays open, so the network itself is never idle. */
export async function settled(page: Page): Promise<void> {
  for (let calm = 0, tries = 0; calm < 3 && tries < 80; tries += 1) {
    await page.waitForTimeout(100);
    calm = inFlight.get(page) === 0 ? calm + 1 : 0;
  }
}

export type Call = <T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown, version?: number) => Promise<T>;

/** Signs up an organisation, for what should not stay in the demo; pages opened from now on are its owner's. Answers a way to its API. */
export async function ownOrganization(name: string): Promise<Call> {
  if (!browser) throw new Error('call start() first');
  const { request } = await browser.newContext();
  const call: Call = async (method, path, data, version) => {
    const answer = await request.fetch(`${base}${path}`, { method, data, headers: { 'X-Requested-With': 'gerinc', ...(version && { 'If-Match': `"${version}"` }) } });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const email = `owner-${Date.now()}@check.example`;
  await call('POST', '/api/identity/v1/signup', {
    organization: { name, country: 'HU', base_currency: 'EUR', time_zone: 'Europe/Budapest' },
    user: { name: 'Olga Owner', email, password: 'check-check-check' },
  });
  await call('POST', '/api/identity/v1/login', { email, password: 'check-check-check' });
  cookies = (await request.storageState()).cookies;
  return call;
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Asked in the page itself: the console has no frames, and the way round through another page costs twice as much. */
export async function expectNoAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ runOnly, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`);
  }, rules);
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
export const looks: readonly Required<Look>[] = (['en', 'hu'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => [1440, 360].map((width) => ({ language, theme, width }))),
);

/** The two that differ most, for what need not be tried in all. */
export const both = looks.filter(({ language, theme, width }) => (language === 'en') === (theme === 'light') && (theme === 'light') === (width === 1440));

/** A picture for people to look at; taken when SHOTS is set, since each costs a fifth of a second. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `e2e/shots/${name}.png` });
}
