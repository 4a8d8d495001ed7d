/* What changed: figures between two dates, what payments come to, what a project is to leave; and records that somebody else changed meanwhile. */
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
  await shot(page, 'changed-margin');
  await walk(page, '/reports/ledger?since=2026-01-31');
  await settled(page);
  // Income grows by credit, which the ledger writes as negative; its change is told as it is read.
  await page.getByRole('table').getByRole('link', { name: /^Change, Revenue/ }).first().click();
  await sumsUp();
  expect(cents((await panel.locator('[class*=total] [class*=figure]').textContent()) ?? '') > 0n).toBe(true);
  expectQuiet(page);
  await leave(page);
});

test('the panel of a change at 360 pixels, in Hungarian', async () => {
  const page = await open('/reports/receivables?since=2026-01-31', { width: 360, theme: 'dark', language: 'hu' });
  await settled(page);
  await page.getByRole('link', { name: /^Változás, / }).first().click();
  await page.getByText('a két időpont között').waitFor();
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
  expectQuiet(page);
  await leave(page);
});

/** A way to the API beside a page, as somebody else at another desk. */
const beside = (page: Awaited<ReturnType<typeof open>>) => async <T>(method: 'GET' | 'POST' | 'PATCH', path: string, data?: unknown, version?: number): Promise<T> => {
  const headers = { 'X-Requested-With': 'gerinc', 'Idempotency-Key': crypto.randomUUID(), ...(version && { 'If-Match': `"${version}"` }) };
  const answer = await page.context().request.fetch(`${base}${path}`, { method, data, headers });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
};

test('who changes what somebody else changed meanwhile sees both, and may keep theirs', async () => {
  const page = await open('/expenses/cost-centres');
  const call = beside(page);
  const mark = crypto.randomUUID().slice(0, 8);
  const center = await call<{ cost_center_id: string; version: number }>('POST', '/api/expenses/v1/cost-centers', { code: `M${mark}`, name: `Meeting ${mark}` });
  await page.reload();
  await page.getByRole('button', { name: `Change. Name: Meeting ${mark}` }).click();
  const field = page.getByRole('textbox', { name: `Name: Meeting ${mark}` });
  await call('PATCH', `/api/expenses/v1/cost-centers/${center.cost_center_id}`, { name: `Theirs ${mark}` }, center.version);
  await field.fill(`Mine ${mark}`);
  await field.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Anna .* changed this/).waitFor();
  await dialog.getByRole('cell', { name: `Theirs ${mark}` }).waitFor();
  await dialog.getByText(`Mine ${mark}`).waitFor();
  await expectNoAxe(page);
  await shot(page, 'conflict-center');
  await dialog.getByRole('button', { name: 'Apply mine again' }).click();
  await page.getByText(`Saved: Mine ${mark}`).waitFor();
  expect((await call<{ name: string }>('GET', `/api/expenses/v1/cost-centers/${center.cost_center_id}`)).name).toBe(`Mine ${mark}`);
  expectQuiet(page);
  await leave(page);
});

test('what somebody decides on a claim that is another one by now is not done, and says what it is', async () => {
  const page = await open('/expenses/cost-centres');
  const call = beside(page);
  // Nothing tells this window what others do.
  await page.route('**/api/live*', (route) => route.abort());
  const { items } = await call<{ items: { category_id: string }[] }>('GET', '/api/expenses/v1/categories');
  const title = `Meeting ${crypto.randomUUID().slice(0, 8)}`;
  const line = { spent_on: '2026-11-02', category_id: items[0]?.category_id, description: 'Train', amount: { amount: '12.50', currency: 'EUR' } };
  const claim = await call<{ claim_id: string; version: number }>('POST', '/api/expenses/v1/claims', { title, lines: [line] });
  const sent = await call<{ version: number }>('POST', `/api/expenses/v1/claims/${claim.claim_id}/submit`, undefined, claim.version);
  await page.goto(`${base}/approvals/claims?claim=${claim.claim_id}`);
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
  await call('POST', `/api/expenses/v1/claims/${claim.claim_id}/reject`, { reason: 'No receipt' }, sent.version);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('row', { name: 'State Submitted Sent back' }).waitFor();
  await dialog.getByText('As it stands now, this cannot be done any more: Approve.').waitFor();
  await expectNoAxe(page);
  await shot(page, 'conflict-claim');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect((await call<{ status: string }>('GET', `/api/expenses/v1/claims/${claim.claim_id}`)).status).toBe('rejected');
  expectQuiet(page);
  await leave(page);
});
