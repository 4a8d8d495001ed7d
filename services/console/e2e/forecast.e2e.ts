/* The forecast: what people say of a deal, three figures and the deals behind them, mending, teams, goals; and search by words of notes. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, walk, type Call } from './harness.ts';

let call: Call;
let dealId = '';
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const eur = (amount: string) => ({ amount, currency: 'EUR' });

beforeAll(async () => {
  await start();
  call = await ownOrganization(`Forecast ${Date.now().toString(36)}`);
  const account = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: 'Árvíztűrő Tükörfúró Zrt' });
  const made = await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name: 'Portal', account_id: account.account_id, value: eur('1000'), expected_close_on: day(20) });
  dealId = made.deal_id;
  await call('POST', '/api/crm/v1/deals', { name: 'Late one', value: eur('300'), expected_close_on: day(-5) });
  await call('POST', '/api/crm/v1/deals', { name: 'Undated one', value: eur('400') });
  await call('POST', '/api/crm/v1/deals', { name: 'In forints', currency: 'HUF', value: { amount: '100000', currency: 'HUF' }, expected_close_on: day(20) });
  await call('POST', '/api/crm/v1/activities', { about: [{ account_id: account.account_id }], content: { kind: 'note', text: 'They asked for a framework agreement before the summer.' } });
  // Reporting hears of deals by events.
  for (let tries = 0; ; tries += 1) {
    const { total, missing_rates } = await call<{ total: { deals: number }; missing_rates: unknown[] }>('GET', '/api/reporting/v1/forecast');
    if (total.deals === 1 && missing_rates.length === 1) break;
    if (tries > 100) throw new Error('reporting does not know the deals');
    await new Promise((after) => setTimeout(after, 100));
  }
});
afterAll(stop);

/** Reads the page again until it shows this: what CRM was told is counted a moment later. */
async function until(page: Page, path: string, shown: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    await page.goto(path);
    await settled(page);
    if (await shown()) return;
  }
  throw new Error(`${path} does not show it`);
}

test('what a person says of a deal stands beside the odds of its stage, and the forecast shows both', async () => {
  const page = await open(`/crm/deals/${dealId}`);
  const chances = page.getByRole('region', { name: 'Chances' });
  await chances.getByText('By the stage (Pipeline)').waitFor();
  await chances.getByRole('button', { name: 'Say how likely it is' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Odds in percent').fill('80');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  await dialog.getByLabel('Why').fill('The budget is signed');
  await dialog.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Commit' }).click();
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await chances.getByText('The budget is signed', { exact: false }).waitFor();
  await chances.getByText('80%').waitFor();
  await chances.getByText('10%').waitFor();
  await shot(page, 'deal-chances');

  const base = new URL(page.url()).origin;
  const row = page.getByRole('row', { name: /^Olga Owner/ });
  await until(page, `${base}/crm/forecast`, async () => (await row.getByText('€800.00').count()) > 0);
  await row.getByText('€100.00').waitFor();
  await page.getByText('1 deal is in no figure: there is no rate for HUF.', { exact: false }).waitFor();
  await page.getByText('2 open deals are no forecast', { exact: false }).waitFor();
  await row.getByRole('button', { name: /^By people's odds, Olga Owner/ }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Portal' }).waitFor();
  await page.getByRole('dialog').getByText('€800.00 (80%)').waitFor();
  await expectNoAxe(page);
  await shot(page, 'forecast-behind');
  // Beside what was said yesterday: nothing, so all of it is new.
  await page.goto(`${base}/crm/forecast?since=${day(-1)}`);
  await row.getByText('+€800.00').waitFor();
  await page.getByRole('button', { name: /^Compared with/ }).waitFor();
  await settled(page);
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, 'forecast-since');
  expectQuiet(page);
  await leave(page);
});

test('what is no forecast is mended in its list', async () => {
  const page = await open('/crm/forecast?tab=mend');
  await page.getByRole('region', { name: 'Without a close date' }).getByRole('link', { name: 'Undated one' }).waitFor();
  await page.getByRole('button', { name: /Expected close, Late one/ }).click();
  const field = page.getByRole('textbox', { name: /Expected close, Late one/ });
  await field.fill(day(25));
  await field.press('Enter');
  await page.getByText(/Late one: expected close/).first().waitFor();
  const base = new URL(page.url()).origin;
  await until(page, `${base}/crm/forecast?tab=mend`, async () => (await page.getByText('Late one').count()) === 0);
  await page.getByText('Undated one').waitFor();
  await leave(page);
});

test('teams, goals and rates are set up, and counted', async () => {
  const page = await open('/crm/forecast?tab=setup');
  const base = new URL(page.url()).origin;
  await page.getByRole('button', { name: 'New team' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('North');
  await page.getByRole('dialog').getByLabel('Members').click();
  await page.getByRole('option', { name: 'Olga Owner' }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /North Olga Owner/ }).waitFor();
  await page.getByRole('button', { name: 'New rate' }).click();
  await page.getByRole('dialog').getByLabel('One unit in EUR').fill('0.0025');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /HUF/ }).waitFor();

  await page.goto(`${base}/crm/forecast?tab=goals`);
  await page.getByRole('button', { name: 'New goal' }).click();
  await page.getByRole('combobox', { name: 'Whose' }).click();
  await page.getByRole('option', { name: 'Team: North' }).click();
  await page.getByLabel(/^Amount/).fill('5000');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  // Whoever leaves before the answer takes the request back.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until(page, `${base}/crm/forecast?tab=goals`, async () => (await page.getByRole('row', { name: /^North/ }).count()) > 0);
  await until(page, `${base}/crm/forecast?by=team`, async () => (await page.getByRole('row', { name: /^North/ }).count()) > 0 && (await page.getByText('no rate for', { exact: false }).count()) === 0);
  expectQuiet(page);
  await leave(page);
});

test('the palette finds words of notes, names without accents, and names spelt nearly so', async () => {
  const page = await open('/');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  await field.fill('framew');
  const note = page.getByRole('option', { name: /framework agreement/ });
  await note.waitFor();
  expect(await note.locator('mark').first().textContent()).toBe('framework');
  await page.getByText('Notes, calls and mails').waitFor();
  await expectNoAxe(page);
  await shot(page, 'palette-snippet');
  await note.click();
  await page.getByRole('heading', { level: 1, name: 'Árvíztűrő Tükörfúró Zrt' }).waitFor();
  for (const typed of ['arvizt', 'tukorfuró', 'tukrofuro']) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(typed);
    await page.getByRole('option', { name: /Árvíztűrő Tükörfúró Zrt/ }).first().waitFor();
    await page.keyboard.press('Escape');
  }
  expectQuiet(page);
  await leave(page);
});

test('the pages of the forecast hold on a phone, in Hungarian', async () => {
  const page = await open('/crm/forgotten', narrow);
  for (const tab of ['figures', 'goals']) {
    await walk(page, `/crm/forecast?tab=${tab}`);
    await settled(page);
    await expectNoOverflow(page);
    await expectNoAxe(page);
    expectQuiet(page);
    await shot(page, `forecast-${tab}`);
    await walk(page, '/crm/forgotten');
  }
  await leave(page);
});
