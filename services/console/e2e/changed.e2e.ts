/* Figures that explain themselves: what changed between two dates, what payments come to, what a project is to leave. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, open, settled, shot, start, stop, walk } from './harness.ts';

beforeAll(start);
afterAll(stop);

/** `€1,234.50` or `1234,50 €` in hundredths; the demo has no finer amounts in these figures. */
const cents = (text: string) => BigInt(text.replaceAll(/[^\d-]/g, ''));

test('a change is the sum of the postings between, in reports and in the ledger', async () => {
  const page = await open('/reports/margin?by=customer&since=2026-01-31');
  await settled(page);
  const panel = page.getByRole('dialog').or(page.getByRole('complementary')).filter({ has: page.getByRole('heading', { level: 2, name: /^Change, / }) });
  const sumsUp = async () => {
    await panel.getByText(/recorded after .* until /).waitFor();
    const [total, ...more] = await panel.locator('[class*=total] [class*=figure]').allTextContents();
    const lines = await panel.locator('ol > li > div:first-child > span:last-child').allTextContents();
    expect(more).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.map(cents).reduce((all, one) => all + one, 0n)).toBe(cents(total ?? ''));
  };
  const link = page.getByRole('table').getByRole('link', { name: /^Change, / }).first();
  const shown = await link.textContent();
  await link.click();
  await sumsUp();
  expect(cents((await panel.locator('[class*=total] [class*=figure]').textContent()) ?? '')).toBe(cents(shown ?? ''));
  await expectNoAxe(page);
  await shot(page, 'changed-margin');
  await walk(page, '/reports/ledger?since=2026-01-31');
  await settled(page);
  // Income is negative to the ledger, and so is its change.
  await page.getByRole('table').getByRole('link', { name: /^Change, Revenue/ }).first().click();
  await sumsUp();
  expect(cents((await panel.locator('[class*=total] [class*=figure]').textContent()) ?? '') < 0n).toBe(true);
  expectQuiet(page);
  await leave(page);
});

test('the panel of a change at 360 pixels, in Hungarian', async () => {
  const page = await open('/reports/receivables?since=2026-01-31', { width: 360, theme: 'dark', language: 'hu' });
  await settled(page);
  await page.getByRole('link', { name: /^Változás, / }).first().click();
  await page.getByText('a két időpont között').waitFor();
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, 'changed-hu-360');
  await leave(page);
});

test('the sum of payments and the planned margin of a project are what the ledger says', async () => {
  const page = await open('/payments');
  await settled(page);
  const total = page.getByRole('link', { name: /^Amount received: / });
  const sum = await total.textContent();
  await total.click();
  const panel = page.getByRole('complementary');
  await panel.getByText('sum of').waitFor();
  expect(await panel.locator('[class*=total] [class*=figure]').textContent()).toBe(sum);
  await expectNoAxe(page);
  await shot(page, 'explained-payments');
  const answer = await page.context().request.get(`${base}/api/projects/v1/projects?limit=50`);
  const { items } = (await answer.json()) as { items: { project_id: string; name: string }[] };
  await walk(page, `/projects/${items.find((one) => one.name === 'Brand workshop')?.project_id}`);
  await page.getByRole('heading', { level: 1, name: 'Brand workshop' }).waitFor();
  const planned = page.getByRole('link', { name: /^Planned margin, Brand workshop/ });
  const left = await planned.textContent();
  await planned.click();
  await panel.getByText('sum of').waitFor();
  expect(await panel.locator('[class*=total] [class*=figure]').textContent()).toBe(left);
  await expectNoAxe(page);
  expectQuiet(page);
  await leave(page);
});
