/* Charts: a mark opens the postings it is the sum of, by pointer and by keys; nothing moves when the drawing comes; lines by arrows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { both, expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, settled, shot, start, stop } from './harness.ts';

beforeAll(start);
afterAll(stop);

describe.each(both)('$language $theme $width', (look) => {
  const named = `${look.language}-${look.theme}-${look.width}`;
  const words = look.language === 'en' ? { margin: 'Margin', table: 'Show as table', sum: 'sum of' } : { margin: 'Fedezet', table: 'Táblázatként', sum: 'összege' };

  test('a bar of the margin opens its postings, and is a table as well', async () => {
    const page = await open('/reports/margin', look);
    await settled(page);
    const chart = page.getByRole('figure').filter({ hasText: words.margin });
    const bars = chart.getByRole('group').getByRole('link');
    const said = (await bars.first().getAttribute('aria-label')) ?? '';
    const [name = '', value = ''] = said.split(/, [^,:]+: /);
    await expectNoAxe(page);
    await expectNoOverflow(page);
    await shot(page, `chart-bars-${named}`);
    await bars.first().focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary');
    await panel.getByText(words.sum).waitFor();
    expect(await panel.getByRole('heading', { level: 2 }).first().textContent()).toContain(name);
    // The panel writes the cents that the mark leaves out when there are none.
    expect((await panel.textContent())?.replaceAll(/\s/g, '')).toContain(value.replaceAll(/\s/g, ''));
    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    await chart.getByRole('button', { name: words.table }).click();
    await chart.getByRole('link', { name: said }).click();
    await panel.getByText(words.sum).waitFor();
    expectQuiet(page);
    await leave(page);
  });

  test('a day before there was anything leaves the bars on their names, and the rows go by any column', async () => {
    const page = await open('/reports/margin?since=2020-01-01', look);
    await settled(page);
    const chart = page.getByRole('figure').filter({ hasText: words.margin });
    await chart.getByText(look.language === 'en' ? 'Nothing to draw for: 1 Jan 2020.' : 'Nincs mit ábrázolni: 2020. jan. 1.').waitFor();
    const middles = (all: Element[]) => all.map((one) => one.getBoundingClientRect()).map(({ top, height }) => Math.round(top + height / 2));
    const bars = await chart.locator('svg rect[fill]').evaluateAll(middles);
    const names = await chart.locator('ol li').evaluateAll(middles);
    expect(bars).toHaveLength(names.length);
    bars.forEach((bar, at) => expect(Math.abs(bar - (names[at] ?? 0))).toBeLessThanOrEqual(1));
    const rows = () => page.locator('table tbody tr td:first-child').allTextContents();
    const usual = await rows();
    // The largest first, as in the chart, and what is of nobody last.
    expect(usual.slice(0, 3)).toEqual((await chart.locator('ol li').allTextContents()).slice(0, 3));
    expect(usual.at(-1)).toBe(look.language === 'en' ? 'Not assigned' : 'Nincs hozzárendelve');
    const head = page.getByRole('columnheader', { name: look.language === 'en' ? 'Project' : 'Projekt', exact: true });
    expect(await head.getAttribute('aria-sort')).toBe('none');
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const named = usual.slice(0, -1).toSorted(new Intl.Collator(look.language, { sensitivity: 'base', numeric: true }).compare);
    expect(await rows()).toEqual([...named, usual.at(-1)]);
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await rows()).toEqual([...named.toReversed(), usual.at(-1)]);
    await head.getByRole('button').click();
    expect(await rows()).toEqual(usual);
    await expectNoAxe(page);
    await expectNoOverflow(page);
    await shot(page, `chart-since-nothing-${look.language}`);
    expectQuiet(page);
    await leave(page);
  });
});

test('the place of a chart is as high before the drawing as with it', async () => {
  const page = await open('/', narrow);
  let release = () => {};
  let asked = false;
  const held = new Promise<void>((go) => (release = go));
  await page.route('**/assets/Plot-*.js', async (route) => {
    asked = true;
    await held;
    await route.continue();
  });
  await page.goto(`${new URL(page.url()).origin}/reports/receivables`);
  const figures = page.getByRole('figure');
  // What customers owe, and by how long: two services answer.
  await expect.poll(() => figures.count(), { timeout: 30_000 }).toBe(2);
  await expect.poll(() => asked, { timeout: 30_000 }).toBe(true);
  const heights = () => figures.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  const before = await heights();
  expect(await figures.locator('svg').count()).toBe(0);
  release();
  await figures.locator('svg').first().waitFor();
  await settled(page);
  expect(await heights()).toEqual(before);
  // What is not due is a list of its own, which comes to what the bar says.
  const bar = figures.last().getByRole('link').first();
  const said = Math.round(Number(((await bar.getAttribute('aria-label')) ?? '').split(':').at(-1)?.replaceAll(/[^\d,]/g, '').replace(',', '.')));
  await bar.click();
  await page.waitForURL(/\/invoices\?status=issued&dueFrom=[\d-]+&currency=EUR$/);
  const from = new URL(page.url()).searchParams.get('dueFrom');
  const answer = await page.context().request.get(`${new URL(page.url()).origin}/api/billing/v1/invoices?status=issued&due_from=${from}&currency=EUR&limit=200`);
  const { items } = (await answer.json()) as { items: { open: { amount: string } }[] };
  expect(Math.round(items.reduce((sum, one) => sum + Number(one.open.amount), 0))).toBe(said);
  await expect.poll(() => page.getByRole('main').getByRole('link', { name: /^20\d\d-/ }).count()).toBe(items.length);
  await page.getByRole('heading', { level: 1, name: 'Számlák' }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('arrows go from point to point of what was said and what came', async () => {
  const eur = (amount: number) => ({ amount: amount.toFixed(2), currency: 'EUR' });
  const figure = (amount: number) => ({ deals: 2, amount: eur(amount) });
  const score = (column: string, said: number, came: number) => ({ column, deals: 2, said: eur(said), came: eur(came), error: eur(said - came), error_percent: null });
  const items = ['2026-08', '2026-09', '2026-10'].map((month, index) => ({
    month,
    came: eur(1000 * (index + 1)),
    said: [{ weeks_before: 4, week_on: `${month}-01`, deals: 2, value: eur(9000), missing_rates: [], scores: [score('by_stage', 900 * (index + 1), 1000 * (index + 1))] }],
    missing_rates: [],
  }));
  const weeks = ['2026-11-16', '2026-11-09', '2026-11-02'].map((week_on, index) => ({
    week_on, deals: 2, value: eur(5000), commit: eur(500), by_stage: figure(2000 - 100 * index), by_learned: figure(1800), by_people: { ...figure(0), value: eur(0) }, missing_rates: [],
  }));
  const page = await open('/');
  // No week of the demo company is over: what the service would tell later.
  await page.route('**/forecast/accuracy?*', (route) => route.fulfill({ json: { currency: 'EUR', items, measures: [] } }));
  await page.route('**/forecast/accuracy', (route) => route.fulfill({ json: { currency: 'EUR', items, measures: [] } }));
  await page.route('**/forecast/snapshots?*', (route) => route.fulfill({ json: { items: weeks, next_cursor: null } }));
  await page.goto(`${new URL(page.url()).origin}/crm/forecast?tab=accuracy`);
  const [weekly, monthly] = [page.getByRole('figure').first(), page.getByRole('figure').last()];
  await weekly.getByRole('link').last().waitFor();
  await settled(page);
  await shot(page, 'chart-lines');
  await expectNoAxe(page);
  await expectNoOverflow(page);
  // One stop of the Tab key; the last point first.
  expect(await weekly.locator('a[tabindex="0"]').count()).toBe(1);
  await weekly.getByRole('link').last().focus();
  await page.keyboard.press('ArrowLeft');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/1[,\s]900/);
  expect(await monthly.getByRole('button').count()).toBe(4);
  await page.keyboard.press('Enter');
  await page.waitForURL(/asof=2026-11-09/);
  expectQuiet(page);
  await leave(page);
});
