/* Importing a file from choosing it to undoing it, and taking a list out. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, type Call } from './harness.ts';

let call: Call;

const csv = ['Name;E-mail;Company;Amount;Country', 'Vera Import;vera@import.example;Importers Kft.;1 234,50;Hungary', 'Second Person;not an address;;;Atlantis', ';;;;', 'Third;vera@import.example;;;'].join('\n');

const choose = (page: Page, name: string, text: string) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const state = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();

async function downloaded(page: Page, act: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), text: await new Response((await file.createReadStream()) as unknown as BodyInit).text() };
}

beforeAll(async () => {
  await start();
  await open('/');
  call = await ownOrganization(`Import ${Date.now().toString(36)}`);
});
afterAll(stop);

test('a file is tried out, imported, read in the list, and undone', async () => {
  const page = await open('/crm/imports');
  // People with an amount may be anything; this time they are leads.
  await page.getByRole('combobox', { name: 'Rows are' }).first().click();
  await page.getByRole('option', { name: 'Leads' }).click();
  await choose(page, 'people.csv', csv);
  await page.getByRole('heading', { level: 1, name: 'people.csv' }).waitFor();
  await page.locator('input[aria-label="Amount becomes"]').waitFor();
  expect(await page.locator('input[aria-label="Company becomes"]').inputValue()).toBe('Company');
  await settled(page);
  await shot(page, 'import-columns');
  await page.keyboard.press('Control+Enter');
  await state(page, 'Tried out');
  await page.getByRole('button', { name: '2 New' }).waitFor();
  await page.getByText('no country Atlantis', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: '1 Known' }).click();
  await page.getByText('the same as', { exact: false }).first().waitFor();
  await settled(page);
  await shot(page, 'import-tried');
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await state(page, 'Done');
  await page.getByRole('button', { name: 'Undo the import' }).waitFor();
  const report = await downloaded(page, () => page.getByRole('button', { name: 'Report as CSV' }).click());
  expect(report.name).toBe('people report.csv');
  expect(report.text).toContain('3,5,Known,Lead,');
  expect(report.text).toContain('no country Atlantis');

  const leads = await open('/crm/leads');
  await leads.getByRole('row').filter({ hasText: 'Vera Import' }).waitFor();
  await leads.getByRole('button', { name: 'Export' }).click();
  const list = await downloaded(leads, () => leads.getByRole('link', { name: 'For other programs (CSV)' }).click());
  expect(list.text).toContain('Vera Import');
  await leave(leads);

  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await state(page, 'Undone');
  await page.getByRole('button', { name: 'All files' }).click();
  await page.getByRole('button', { name: 'people.csv' }).waitFor();
  expectQuiet(page);
  await page.goto(page.url().replace('/imports', '/leads'));
  await page.getByText('No leads yet').waitFor();
  await leave(page);
});

test('notes and calls of another system stand on the timeline of what they are about', async () => {
  const { account_id } = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: 'Importers Kft.' });
  const page = await open('/crm/imports');
  await choose(page, 'calls.csv', 'Type;Subject;Text;Date;Company\nCall;First call;They like the idea.;2026-03-02 10:00;Importers\nNote;;About nobody;2026-03-02;Ghosts\n');
  await page.getByRole('heading', { level: 1, name: 'calls.csv' }).waitFor();
  expect(await page.locator('input[aria-label="Type becomes"]').inputValue()).toBe('Kind of activity');
  await page.getByRole('textbox', { name: 'Call means' }).or(page.locator('input[aria-label="Call means"]')).first().waitFor();
  await settled(page);
  await page.keyboard.press('Control+Enter');
  await state(page, 'Tried out');
  await page.getByText('no account Ghosts', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await state(page, 'Done');
  await page.getByRole('cell', { name: 'Activity', exact: true }).waitFor();
  await shot(page, 'import-activities');
  expectQuiet(page);
  await page.goto(page.url().replace(/\/imports.*/, `/accounts/${account_id}`));
  await page.getByText('They like the idea.').first().waitFor();
  await leave(page);
});

test('each step fits on a phone, in Hungarian', async () => {
  const page = await open('/crm/imports', narrow);
  await settled(page);
  await expectNoOverflow(page);
  await choose(page, 'look.csv', csv);
  await page.getByRole('heading', { level: 1, name: 'look.csv' }).waitFor();
  await settled(page);
  await expectNoOverflow(page);
  await expectNoAxe(page);
  await shot(page, 'import-columns');
  await page.keyboard.press('Control+Enter');
  const report = await downloaded(page, () => page.getByRole('button', { name: 'Jelentés CSV-ben' }).click());
  expect(report.name).toMatch(/– jelentés\.csv$/);
  expect(report.text).toMatch(/^Sor,Sor a fájlban,/);
  await page.getByRole('table').first().waitFor();
  await settled(page);
  await expectNoOverflow(page);
  await expectNoAxe(page);
  await shot(page, 'import-tried');
  expectQuiet(page);
  await leave(page);
});
