/* Any figure opens: a percentage how it is worked out, a count the list it counts, a posting the record it came from. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, expectNoAxe, expectNoOverflow, expectQuiet, leave, open, ownOrganization, settled, shot, start, stop, walk } from './harness.ts';

beforeAll(start);
afterAll(stop);

const panelOf = (page: Awaited<ReturnType<typeof open>>) => page.getByRole('complementary');
const digits = (text: string | null) => (text ?? '').replaceAll(/[^\d.,-]/g, '');

test.each(both)('a margin in percent is its margin over its revenue, each of its postings ($language $theme $width)', async (look) => {
  const page = await open('/reports/margin', look);
  await settled(page);
  const row = page.getByRole('row', { name: /Webshop relaunch/ });
  const share = row.getByRole('link', { name: /%/ }).last();
  const shown = Number.parseFloat(((await share.textContent()) ?? '').replace(',', '.'));
  await share.click();
  const panel = panelOf(page);
  const sides = panel.getByRole('listitem').getByRole('link');
  await expect.poll(() => sides.count()).toBe(2);
  const [margin = 0, revenue = 1] = (await sides.allTextContents()).map((text) => Number(text.replaceAll(/[^\d.,-]/g, '').replace(look.language === 'hu' ? ',' : /,/g, look.language === 'hu' ? '.' : '')));
  expect(Math.round((margin / revenue) * 1000) / 10).toBeCloseTo(shown, 1);
  await settled(page);
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, `share-${look.language}-${look.theme}-${look.width}`);
  // Each of the two opens its own postings, and one step back is how the percentage came.
  const amount = digits(await sides.first().textContent());
  await sides.first().click();
  await panel.getByText(look.language === 'en' ? 'sum of' : 'összege').waitFor();
  expect(digits(await panel.locator('h2 + div > span').first().textContent())).toBe(amount);
  await page.goBack();
  await expect.poll(() => sides.count()).toBe(2);
  expectQuiet(page);
  await leave(page);
});

test('a count of deals opens as many deals', async () => {
  const page = await open('/reports/pipeline');
  await settled(page);
  const link = page.getByRole('row', { name: /Negotiation/ }).getByRole('link', { name: /^Deals/ });
  const count = Number(await link.textContent());
  await link.click();
  await page.waitForURL(/\/crm\/deals\?.*status=open/);
  await settled(page);
  // With the row of the heads; the sums are none of them.
  await expect.poll(() => page.locator('main tr[aria-rowindex]').count()).toBe(count + 1);
  expectQuiet(page);
  await leave(page);
});

test('what waits is opened by its count as by its words', async () => {
  const page = await open('/');
  await settled(page);
  const line = page.getByRole('listitem').filter({ hasText: 'Deals without a next step' });
  const [count, words] = [line.getByRole('link').first(), line.getByRole('link').last()];
  expect(await count.getAttribute('href')).toBe(await words.getAttribute('href'));
  expect(Number(await count.textContent())).toBeGreaterThan(0);
  await leave(page);
});

test('a posting opens the record it came from', async () => {
  const page = await open('/');
  // One of each kind of record, by an account that it writes on.
  const kinds: Readonly<Record<string, RegExp>> = {
    revenue: /work/, receivables: /\/invoices\//, cash: /Payment/, labour_cost: /Entry/, employee_payable: /\/expenses\//, pipeline: /\/crm\/deals\//, scheduled: /\/schedules\//, project_budget: /\/projects\//, cost_budget: /\/projects\//,
  };
  for (const [account, place] of Object.entries(kinds)) {
    await walk(page, account === 'revenue' ? `/reports/ledger?peek=${encodeURIComponent(`explain:account=${account}`)}` : `/reports/unbilled?peek=${encodeURIComponent(`explain:account=${account}`)}`);
    const record = panelOf(page).getByRole('listitem').getByRole('link').first();
    await record.waitFor();
    await record.click();
    // A page of its own, or a peek named after its kind.
    await expect.poll(async () => `${new URL(page.url()).pathname} ${(await panelOf(page).count()) > 0 ? await panelOf(page).getAttribute('aria-label') : ''}`).toMatch(place);
    await settled(page);
    expect(await page.getByRole('alert').allTextContents()).toEqual([]);
    await walk(page, '/');
  }
  expectQuiet(page);
  await leave(page);
});

test.each(both)('a day that has not come is said to be one, and what is shown instead ($language $theme $width)', async (look) => {
  const words = look.language === 'en' ? { ahead: '1 January 2030 has not come yet', now: 'As of now', back: 'Back to now' } : { ahead: '2030. január 1. még nem jött el', now: 'Jelenlegi állapot', back: 'Vissza a jelenhez' };
  const page = await open('/reports/receivables?asof=2030-01-01', look);
  for (const path of ['/reports/receivables?asof=2030-01-01', '/crm/forecast?asof=2030-01-01', '/reports/ledger?asof=2030-01-01']) {
    if (path !== '/reports/receivables?asof=2030-01-01') await walk(page, path);
    await page.getByText(words.ahead).waitFor();
    await page.getByRole('status').getByText(words.now).waitFor();
  }
  await settled(page);
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, `asof-ahead-${look.language}`);
  await page.getByRole('button', { name: words.back }).click();
  await page.getByText(words.ahead).waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('');
  expectQuiet(page);
  await leave(page);
});

test('reports of who has just begun say how they fill, and draw nothing', async () => {
  await ownOrganization('Check of reports');
  const page = await open('/');
  for (const [path, title, next] of [['margin', 'Margin', 'Projects'], ['receivables', 'Receivables', 'To be billed'], ['unbilled', 'Unbilled work', 'Projects'], ['pipeline', 'Pipeline', 'Deals']] as const) {
    await walk(page, `/reports/${path}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText('Nothing to report').waitFor();
    expect(await page.getByRole('figure').count()).toBe(0);
    await shot(page, `report-fresh-${path}`);
    await page.getByRole('main').getByRole('link', { name: next, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: next }).waitFor();
  }
  expectQuiet(page);
  await leave(page);
});
