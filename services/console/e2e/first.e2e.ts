/* What a founder finds on the first day about the demo company: a button that leads there, or who to ask and what to say. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, settled, shot, start, stop, stranger, type Look } from './harness.ts';

beforeAll(start);
afterAll(stop);

/** Somebody who has just signed up, on their first page. */
async function firstDay(look: Look, beforehand?: (page: Page) => Promise<unknown>): Promise<{ page: Page & { errors: string[] }; name: string }> {
  const name = `First day ${crypto.randomUUID().slice(0, 8)}`;
  const page = await stranger('/login', look);
  await beforehand?.(page);
  const organization = { name, country: 'HU', base_currency: 'EUR', time_zone: 'Europe/Budapest' };
  const user = { name: 'Flora Founder', email: `founder-${crypto.randomUUID()}@check.example`, password: 'four words are better' };
  const answer = await page.context().request.post(`${base}/api/identity/v1/signup`, { headers: { 'X-Requested-With': 'gerinc' }, data: { organization, user } });
  expect(answer.status()).toBe(201);
  await page.goto(`${base}/`);
  await page.getByRole('heading', { level: 2, name }).waitFor();
  await settled(page);
  return { page, name };
}

test.each([
  ['en', 'light', 1440, 'Look at the demo company', 'You are looking at the demo company.', 'Back to', 'Leave'],
  ['hu', 'dark', 360, 'A bemutató cég megtekintése', 'Ez a bemutató cég.', 'Vissza:', 'Kilépés'],
] as const)('a founder looks at the demo company by a click, and goes back: %s %s %i', async (language, theme, width, look, here, back, leaving) => {
  const { page, name } = await firstDay({ language, theme, width });
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, `first-demo-${language}`);
  await page.getByRole('button', { name: look }).click();
  await page.getByText(here).waitFor();
  await page.goto(`${base}/crm/deals`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText(here).waitFor();
  await settled(page);
  // The pipeline of the demo company, with its deals.
  const session = (await (await page.context().request.get(`${base}/api/identity/v1/session`)).json()) as { organization: { name: string }; guest: boolean; roles: string[] };
  expect([session.guest, session.roles]).toEqual([true, ['auditor']]);
  expect(session.organization.name).not.toBe(name);
  const deals = (await (await page.context().request.get(`${base}/api/crm/v1/deals?status=open&limit=200`)).json()) as { items: { name: string }[] };
  expect(deals.items.length).toBeGreaterThan(0);
  const shown = await page.locator('main').innerText();
  expect(deals.items.some((deal) => shown.includes(deal.name))).toBe(true);
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, `demo-deals-${language}`);

  await page.getByRole('button', { name: `${back} ${name}` }).click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
  expect(await page.getByText(here).count()).toBe(0);
  await page.goto(`${base}/profile`);
  await page.getByRole('button', { name: new RegExp(`^${leaving}`) }).click();
  await page.getByRole('button', { name: new RegExp(`^${leaving}`) }).waitFor({ state: 'detached' });
  await shot(page, `demo-left-${language}`);
  // The way there is still open.
  await page.goto(`${base}/`);
  await page.getByRole('button', { name: look }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('where there is no demo company it is asked for in words, on a phone in Hungarian', async () => {
  const { page } = await firstDay(narrow, (blank) => blank.route('**/api/identity/v1/session/demos', (route) => route.fulfill({ json: { items: [] } })));
  await page.getByText('A szerver üzemeltetője', { exact: false }).waitFor();
  await page.getByText('Kérem a Gerinc szerverén', { exact: false }).waitFor();
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, 'first-no-demo');
  expectQuiet(page);
  await leave(page);
});
