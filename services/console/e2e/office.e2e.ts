/* A sign-up that is refused, an expense claim up to its approval by keys, and members. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, logIn, open, shot, start, stop, stranger } from './harness.ts';

beforeAll(start);
afterAll(stop);

const stamp = Date.now();
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const choose = async (page: Page, label: string, option: RegExp | string) => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).first().click();
};

test('a sign-up that lacks something or has an address that is taken is refused at its field', async () => {
  const page = await stranger('/login');
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Sign up for Gerinc' }).waitFor();
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Name of the organisation').fill(`Check ${stamp} Kft.`);
  await page.getByLabel('Your name').fill('Ilona Check');
  await page.getByLabel('Email').fill('anna@gerinc.example');
  await page.getByLabel('Password', { exact: true }).fill('four words are better');
  await page.getByText('Hard to guess').waitFor();
  await shot(page, 'sign-up');
  await page.getByRole('button', { name: 'Sign up' }).click();
  // The address has a log-in already: the service says so, at its field.
  await page.getByRole('alert').getByRole('link', { name: /already/ }).waitFor();
  await page.getByLabel('Email').fill(`ilona.${stamp}@example.com`);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: /is ready/ }).waitFor();
  await page.getByText('Nothing is waiting for you.').waitFor();
  await shot(page, 'first-run');
  expectQuiet(page);
  await leave(page);
});

test('who logs in comes to where they wanted to go', async () => {
  const page = await stranger('/crm/deals');
  await page.getByRole('textbox', { name: 'Email' }).fill('anna@gerinc.example');
  await page.getByLabel('Password', { exact: true }).fill('gerinc-dem');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password', { exact: true }).fill('gerinc-demo');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Deals' }).waitFor();
  await page.getByRole('row').nth(1).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('the files of an import are known by their first line', async () => {
  const page = await open('/import');
  await page.locator('input[type=file]').setInputFiles([
    { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('product,series,sales_price\nGTX,GTX,5\n') },
    { name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from('name;amount\nx;1\n') },
  ]);
  await page.getByText('a.csv: 1 row', { exact: true }).waitFor();
  await page.getByRole('alert').getByText(/b\.csv/).waitFor();
  await page.getByText('3 files are missing').waitFor();
  expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
  await shot(page, 'import-files');
  expectQuiet(page);
  await leave(page);
});

test('a claim with a receipt, written on a phone, approved by keys', async () => {
  const title = `Journey ${stamp}`;
  const page = await open('/expenses', { width: 360 }, await logIn('dora@gerinc.example', 'gerinc-demo'));
  await page.getByRole('button', { name: 'New expense claim' }).first().click();
  await page.getByLabel('Purpose').fill(title);
  await page.getByLabel('Amount', { exact: true }).fill('78,4');
  await choose(page, 'Category', 'Travel');
  await page.getByLabel('What was bought', { exact: true }).fill('Train');
  await choose(page, 'Cost centre', /Design/);
  await shot(page, 'claim-new-phone');
  await expectNoOverflow(page);
  await page.getByRole('button', { name: 'Begin claim' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('button', { name: 'Add line' }).click();
  await page.getByRole('dialog').getByLabel('Amount', { exact: true }).fill('-3');
  await page.getByRole('dialog').getByRole('button', { name: 'Add line' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  // A part of a cent is refused at its field, which says what to write instead.
  await page.getByRole('dialog').getByLabel('Amount', { exact: true }).fill('12.605');
  await page.getByRole('dialog').getByRole('button', { name: 'Add line' }).click();
  await page.getByText('Amounts in EUR have at most 2 decimals, such as 12.61.').first().waitFor();
  await page.getByRole('dialog').getByLabel('Amount', { exact: true }).fill('12.60');
  await choose(page, 'Category', 'Meals');
  await page.getByRole('dialog').getByLabel('What was bought', { exact: true }).fill('Lunch');
  await shot(page, 'claim-line-phone');
  await page.getByRole('dialog').getByRole('button', { name: 'Add line' }).click();
  await page.getByText('€91.00').waitFor();
  // Receipts only where the suite keeps them.
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const claim = (await (await page.context().request.get(`${base}/api/expenses/v1/claims/${id}`)).json()) as { lines: { receipts?: unknown[] }[] };
  const keeps = claim.lines[0]?.receipts !== undefined;
  if (keeps) {
    await page.getByLabel('Add receipt: Train').setInputFiles({ name: 'train.gif', mimeType: 'image/gif', buffer: pixel });
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Add receipt: Train').setInputFiles({ name: 'train.png', mimeType: 'image/png', buffer: pixel });
    await page.getByRole('link', { name: 'Open receipt: train.png' }).waitFor();
    // Another line's file is refused; what is said of it goes with the next thing that is done.
    await page.getByRole('main').getByRole('alert').waitFor({ state: 'detached' });
    await page.getByLabel('Add receipt: Lunch').setInputFiles({ name: 'lunch.exe', mimeType: 'application/octet-stream', buffer: pixel });
    await page.getByRole('alert').getByText('A picture (JPEG, PNG, WebP) or a PDF.').waitFor();
  }
  await shot(page, 'claim-phone');
  await expectNoOverflow(page);
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Submitted', { exact: true }).first().waitFor();
  expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
  expectQuiet(page);
  await leave(page);

  const desk = await open('/approvals/claims');
  await desk.getByRole('button', { name: new RegExp(title) }).click();
  await desk.getByRole('heading', { level: 2, name: title }).waitFor();
  if (keeps) await desk.getByRole('img', { name: 'Receipt train.png' }).waitFor();
  await shot(desk, 'approval');
  await desk.getByRole('heading', { level: 1 }).focus();
  await desk.keyboard.press('r');
  await desk.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
  await desk.getByRole('dialog').getByRole('alert').waitFor();
  await shot(desk, 'approval-reject');
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.keyboard.press('a');
  await desk.getByText(`Approved: ${title}`).waitFor();
  await desk.getByRole('button', { name: new RegExp(title) }).waitFor({ state: 'detached' });
  expectQuiet(desk);
  await leave(desk);
});

test('several claims are approved together, and one that cannot be says why', async () => {
  const dora = await open('/expenses', {}, await logIn('dora@gerinc.example', 'gerinc-demo'));
  const call = async <T>(method: string, path: string, data?: unknown, version?: number): Promise<T> => {
    const answer = await dora.context().request.fetch(`${base}${path}`, { method, data, headers: { 'X-Requested-With': 'gerinc', ...(version && { 'If-Match': `"${version}"` }) } });
    expect(answer.ok()).toBe(true);
    return answer.json();
  };
  const { items: categories } = await call<{ items: { category_id: string }[] }>('GET', '/api/expenses/v1/categories');
  const { items: centers } = await call<{ items: { cost_center_id: string }[] }>('GET', '/api/expenses/v1/cost-centers?active=true');
  const claims: { claim_id: string; version: number; title: string }[] = [];
  for (const name of ['one', 'two', 'three']) {
    const title = `Together ${name} ${stamp}`;
    const lines = [{ spent_on: '2026-01-05', category_id: categories[0]?.category_id, description: 'Paper', amount: { amount: '10.00', currency: 'EUR' }, cost_center_id: centers[0]?.cost_center_id }];
    const draft = await call<{ claim_id: string; version: number }>('POST', '/api/expenses/v1/claims', { title, lines });
    claims.push({ title, ...(await call<{ claim_id: string; version: number }>('POST', `/api/expenses/v1/claims/${draft.claim_id}/submit`, undefined, draft.version)) });
  }
  await leave(dora);
  const desk = await open('/approvals/claims');
  for (const { title } of claims) await desk.getByRole('checkbox', { name: `Select: ${title}` }).check();
  await desk.getByText('3 selected, €30.00').waitFor();
  await shot(desk, 'approval-many');
  // One is refused, as if somebody had been quicker.
  await desk.route(`**/claims/${claims[1]?.claim_id}/approve`, (route) =>
    route.fulfill({ status: 412, contentType: 'application/problem+json', body: JSON.stringify({ type: 'stale-version', title: 'stale', status: 412, detail: 'stale' }) }),
  );
  await desk.getByRole('button', { name: 'Approve 3' }).click();
  await desk.getByText('Approved: 2 claims').waitFor();
  await desk.getByRole('alert').getByText('One claim was not decided; why stands below.').waitFor();
  await desk.getByRole('button', { name: new RegExp(`${claims[1]?.title}.*Changed by somebody else meanwhile. Now: Submitted`) }).waitFor();
  await shot(desk, 'approval-refused');
  await desk.unroute(`**/claims/${claims[1]?.claim_id}/approve`);
  // It stays selected, and the key decides about what is selected.
  await desk.getByRole('heading', { level: 1 }).focus();
  await desk.keyboard.press('a');
  await desk.getByText('Approved: 1 claim').waitFor();
  await desk.getByRole('checkbox', { name: `Select: ${claims[1]?.title}` }).waitFor({ state: 'detached' });
  expectQuiet(desk);
  await leave(desk);
});

test('several claims go back with one reason, by keys', async () => {
  const cookies = await logIn('dora@gerinc.example', 'gerinc-demo');
  const dora = await open('/expenses', {}, cookies);
  const call = async <T>(method: string, path: string, data?: unknown, version?: number): Promise<T> => {
    const answer = await dora.context().request.fetch(`${base}${path}`, { method, data, headers: { 'X-Requested-With': 'gerinc', ...(version && { 'If-Match': `"${version}"` }) } });
    expect(answer.ok()).toBe(true);
    return answer.json();
  };
  const { items: categories } = await call<{ items: { category_id: string }[] }>('GET', '/api/expenses/v1/categories');
  const { items: centers } = await call<{ items: { cost_center_id: string }[] }>('GET', '/api/expenses/v1/cost-centers?active=true');
  const claims: { claim_id: string; title: string }[] = [];
  for (const name of ['one', 'two']) {
    const title = `Back ${name} ${stamp}`;
    const lines = [{ spent_on: '2026-01-04', category_id: categories[0]?.category_id, description: 'Paper', amount: { amount: '10.00', currency: 'EUR' }, cost_center_id: centers[0]?.cost_center_id }];
    const draft = await call<{ claim_id: string; version: number }>('POST', '/api/expenses/v1/claims', { title, lines });
    await call('POST', `/api/expenses/v1/claims/${draft.claim_id}/submit`, undefined, draft.version);
    claims.push({ title, claim_id: draft.claim_id });
  }
  const desk = await open('/approvals/claims');
  // The same inbox as that of time: what is done stands first, groups have a sum, and the same keys go through it.
  await desk.getByRole('button', { name: new RegExp(claims[0]?.title ?? '') }).click();
  const panel = desk.getByRole('region', { name: claims[0]?.title ?? '', exact: true });
  expect(await panel.getByRole('button').first().textContent()).toBe('Approve');
  expect(await desk.getByRole('region', { name: /^Dóra/ }).locator('h2 + .num').textContent()).toMatch(/^€[\d,]+\.\d\d$/);
  await desk.keyboard.press('x');
  await desk.getByRole('checkbox', { name: `Select: ${claims[1]?.title}` }).check();
  await desk.getByText('2 selected, €20.00').waitFor();
  await desk.getByRole('heading', { level: 1 }).focus();
  await desk.keyboard.press('r');
  await desk.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Which paper?');
  await shot(desk, 'approval-back-many');
  await expectNoAxe(desk);
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('Sent back: 2 claims').waitFor();
  for (const { claim_id } of claims) expect(await call('GET', `/api/expenses/v1/claims/${claim_id}`)).toMatchObject({ status: 'rejected', reason: 'Which paper?' });
  await leave(dora);
  expectQuiet(desk);
  await leave(desk);
});

test('an address that leads nowhere keeps the menu', async () => {
  const page = await open('/no/such/page');
  await page.getByRole('heading', { level: 1, name: 'Not found' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Deals', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Deals' }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('somebody is added, gets another role, and is let out', async () => {
  const page = await open('/admin/members');
  await page.getByRole('heading', { level: 1, name: 'Members' }).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(`Check ${stamp}`);
  await page.getByRole('dialog').getByLabel('Email').fill(`check.${stamp}@example.com`);
  await shot(page, 'member-new');
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Add member' }).click();
  await page.getByRole('dialog').getByText(/shown this once/).waitFor();
  expect((await page.getByRole('dialog').locator('code').textContent())?.length).toBeGreaterThan(9);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('row', { name: new RegExp(`Check ${stamp}`) }).click();
  const peek = page.getByRole('complementary');
  await peek.getByRole('button', { name: 'Change roles' }).click();
  await peek.getByRole('checkbox', { name: 'Sales', exact: true }).check();
  await peek.getByRole('button', { name: 'Save' }).click();
  await peek.getByText('Accounts, contacts and deals').waitFor();
  await peek.getByRole('button', { name: 'Deactivate' }).click();
  await peek.getByText('Deactivated').waitFor();
  await shot(page, 'member-peek');
  expectQuiet(page);
  await leave(page);
});
