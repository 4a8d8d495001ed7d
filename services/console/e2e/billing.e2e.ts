/* From delivered work to money, in an organisation of its own: every figure is followed to the cent. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, settled, shot, start, stop, walk } from './harness.ts';

type Page = Awaited<ReturnType<typeof open>>;

beforeAll(start);
afterAll(stop);

const headers = { 'X-Requested-With': 'gerinc', 'content-type': 'application/json' };
const send = <T>(page: Page, method: string, path: string, body?: object): Promise<T> =>
  page.evaluate(
    async ([verb, url, json, head]) => {
      const response = await fetch(url, { method: verb, headers: head, ...(json ? { body: json } : {}) });
      if (!response.ok) throw new Error(`${verb} ${url}: ${response.status} ${await response.text()}`);
      return (await response.json()) as never;
    },
    [method, path, body ? JSON.stringify(body) : '', headers] as const,
  );
const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** A new organisation with one won deal: two workshop days, delivered and on no invoice. */
async function organisation(): Promise<Page> {
  const page = await open('/');
  const stamp = Date.now();
  await send(page, 'POST', '/api/identity/v1/signup', {
    organization: { name: `Works ${stamp}`, country: 'HU', base_currency: 'EUR', time_zone: 'Europe/Budapest' },
    user: { name: 'Erika Works', email: `erika.${stamp}@works.example`, password: 'a long password' },
  });
  await page.goto(`${new URL(page.url()).origin}/billing`);
  const account = await send<{ account_id: string }>(page, 'POST', '/api/crm/v1/accounts', { name: 'Somló Glass Kft.', country: 'HU', tax_number: 'HU12345678', address: { street: 'Ipar utca 2.', postal_code: '8483', city: 'Somlószőlős' } });
  const day = new Date().toISOString().slice(0, 10);
  const deal = await send<{ deal_id: string }>(page, 'POST', '/api/crm/v1/deals', {
    name: 'Glass workshop',
    account_id: account.account_id,
    lines: [{ name: 'Workshop day', vat_rate: '27', billing: { kind: 'one_off', quantity: '3', unit_price: eur('333.33'), on: day } }],
  });
  await send(page, 'POST', `/api/crm/v1/deals/${deal.deal_id}/win`, {});
  // Billing hears of the win, and the ledger of what billing made of it.
  await eventually(page, '/api/billing/v1/work?status=unbilled', (found: { items: unknown[] }) => found.items.length === 1);
  await eventually(page, '/api/reporting/v1/reports/unbilled-work', (found: { items: unknown[] }) => found.items.length === 1);
  return page;
}
async function eventually<T>(page: Page, path: string, is: (found: T) => boolean): Promise<void> {
  await expect.poll(() => send<T>(page, 'GET', path).then(is, () => false), { timeout: 30_000 }).toBe(true);
}
const receivables = (page: Page) =>
  send<{ totals: { receivables: { amount: { amount: string } } }[] }>(page, 'GET', '/api/reporting/v1/reports/receivables').then((report) => report.totals[0]?.receivables.amount.amount ?? '0.00');

test('work becomes a draft, an invoice, a payment; receivables follow to the cent', async () => {
  const page = await organisation();
  await page.reload();

  // What should be billed, with its evidence.
  await page.getByRole('button', { name: 'Evidence: Workshop day' }).click();
  await page.getByRole('complementary').getByText('Deal won').waitFor();
  await shot(page, 'billing-evidence');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await page.getByRole('checkbox', { name: 'Select: Workshop day' }).check();
  await page.getByText('selected: €999.99').waitFor();
  await page.getByRole('button', { name: 'Draft invoice' }).click();

  // The draft: its words may change, its price may not; a line is added.
  await page.getByRole('heading', { level: 1, name: 'Draft invoice' }).waitFor();
  await page.getByRole('button', { name: 'Edit lines' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Workshop days in Veszprém');
  await dialog.getByRole('button', { name: 'Add line' }).click();
  const added = dialog.getByRole('group', { name: 'Line 2' });
  await added.getByRole('textbox', { name: 'Description' }).fill('Travel');
  await added.getByRole('textbox', { name: /Unit price/ }).fill('10.01');
  await added.getByRole('textbox', { name: /VAT rate/ }).fill('27');
  await dialog.getByText('Net €1,010.00').waitFor();
  await shot(page, 'billing-edit-lines');
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('€1,282.70').first().waitFor();

  // Issuing says what it means, and waits.
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  await page.getByText('It takes the next invoice number for good').waitFor();
  await shot(page, 'billing-issue');
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Issue for good' }).click();
  await page.getByRole('heading', { level: 1, name: /^\d{4}-\d{6}$/ }).waitFor();
  await page.getByText('8483 Somlószőlős', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Edit lines' }).count()).toBe(0);
  await expect.poll(() => receivables(page), { timeout: 30_000 }).toBe('1282.70');
  const href = await page.getByRole('link', { name: 'Open as PDF' }).getAttribute('href');
  const document = await page.request.get(new URL(href ?? '', page.url()).href);
  expect([document.status(), document.headers()['content-type'], (await document.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
  await shot(page, 'billing-issued');

  // A part is paid from the invoice itself.
  await page.getByRole('button', { name: 'Register payment' }).click();
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('1000.01');
  await dialog.getByRole('textbox', { name: /^Pays of/ }).fill('1000.01');
  await dialog.getByText('Nothing is left over.').waitFor();
  await shot(page, 'billing-payment');
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByText('Partly paid').waitFor();
  await expect.poll(() => receivables(page), { timeout: 30_000 }).toBe('282.69');

  // More than is owed stays as credit.
  await page.goto(`${new URL(page.url()).origin}/payments?new=true`);
  await dialog.getByLabel('Customer').first().click();
  await page.getByRole('option', { name: 'Somló Glass Kft.' }).click();
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('300');
  await dialog.getByText('€17.31 is left over and stays as credit.').waitFor();
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByRole('complementary').getByText('€17.31').first().waitFor();
  await shot(page, 'billing-credit');
  await expect.poll(() => receivables(page), { timeout: 30_000 }).toMatch(/^0(\.00)?$/);

  // The figure of a report is the sum of its postings.
  await page.goto(`${new URL(page.url()).origin}/reports/margin?by=customer`);
  await page.getByRole('link', { name: /^Revenue, Somló Glass Kft/ }).click();
  const panel = page.getByRole('complementary');
  await panel.getByText('sum of').waitFor();
  const amounts = await panel.locator('ol li').evaluateAll((lines) => lines.map((line) => /-?€([\d,]+\.\d\d)/.exec(line.textContent ?? '')?.[1]?.replaceAll(',', '') ?? '0'));
  const sum = amounts.reduce((all, one) => all + Math.round(Number(one) * 100), 0);
  expect(sum).toBe(101_000);
  expect(await panel.textContent()).toContain('€1,010.00');
  await shot(page, 'reports-explain');
  expectQuiet(page);
  await leave(page);
});

test('as of yesterday there was nothing, and the difference is all there is', async () => {
  const page = await organisation();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const origin = new URL(page.url()).origin;
  await page.goto(`${origin}/reports/unbilled?asof=${yesterday}`);
  await page.getByText('Nothing can be changed in the past.').waitFor();
  await page.getByText('Nothing to report').waitFor();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByRole('link', { name: /^Unbilled work, Glass workshop/ }).waitFor();
  // All of it as a file, as the service writes it; two moments compared go out as they are shown.
  await page.getByRole('button', { name: 'Export' }).click();
  const csv = page.getByRole('link', { name: 'For other programs (CSV)' });
  expect(await csv.getAttribute('href')).toContain('/api/reporting/v1/exports/unbilled-work.csv');
  const [whole] = await Promise.all([page.waitForEvent('download'), csv.click()]);
  expect(whole.suggestedFilename()).toBe('unbilled-work.csv');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'The day before' }).click();
  await page.getByText('+€999.99').first().waitFor();
  await settled(page);
  await shot(page, 'reports-change');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^unbilled-work_.*\.csv$/);
  // Every report has both moments, and keeps them from one to the next.
  for (const report of ['Margin', 'Receivables', 'Pipeline', 'Trial balance']) {
    await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: report, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: report }).waitFor();
    await page.getByRole('button', { name: /^Compared with/ }).waitFor();
    await page.getByRole('columnheader', { name: 'Change' }).or(page.getByText('Nothing to report')).first().waitFor();
    await page.getByRole('button', { name: 'As of now', exact: true }).waitFor();
  }
  expectQuiet(page);
  await leave(page);
});

test('reports and invoices by keyboard, and on a phone', async () => {
  const page = await open('/');
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('heading', { level: 1, name: 'Invoices' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('heading', { level: 1, name: 'Margin' }).waitFor();
  await leave(page);
  const phone = await open('/invoices', { width: 360 });
  await phone.getByRole('button', { name: /^Show:/ }).first().click();
  await phone.getByRole('complementary').getByRole('link', { name: 'Open invoice' }).click();
  await phone.getByRole('article', { name: 'Invoice' }).waitFor();
  await expectNoOverflow(phone);
  await leave(phone);
});

test('a payment at the side, on a phone in Hungarian', async () => {
  const page = await open('/invoices', narrow);
  const [payment] = (await send<{ items: { payment_id: string }[] }>(page, 'GET', '/api/billing/v1/payments?limit=1')).items;
  await walk(page, `/payments?peek=payment:${payment?.payment_id}`);
  await page.getByRole('complementary').getByRole('heading').first().waitFor();
  await settled(page);
  await shot(page, 'record-payments');
  await expectNoAxe(page);
  await expectNoOverflow(page);
  expectQuiet(page);
  await leave(page);
});
