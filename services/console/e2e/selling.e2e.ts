/* How selling works: settings, a stage that asks, people and own fields of a deal, prices, saved views, many deals at once. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, type Call } from './harness.ts';

const run = Date.now().toString(36);
let call: Call;

beforeAll(async () => {
  await start();
  call = await ownOrganization(`Selling ${run}`);
});
afterAll(stop);

type Pipeline = { pipeline_id: string; stages: { stage_id: string; name: string }[] };
const openDeal = (name: string, more: object = {}) => call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name, ...more });
const toast = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text).first().waitFor();

test('a pipeline is set up and its stages are put in order by keyboard', async () => {
  const page = await open('/crm/settings');
  await page.getByRole('button', { name: 'New pipeline' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Renewals');
  await dialog.getByRole('textbox', { name: 'Stage' }).fill('Agreed');
  await dialog.getByRole('button', { name: 'Add a stage' }).click();
  await dialog.getByRole('textbox', { name: 'Stage' }).last().fill('Due');
  await dialog.getByRole('button', { name: 'Move Due: arrow up or down' }).focus();
  await page.keyboard.press('ArrowUp');
  expect(await dialog.getByRole('textbox', { name: 'Stage' }).first().inputValue()).toBe('Due');
  await expectNoAxe(page);
  await shot(page, 'selling-pipeline');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Due 50% → Agreed 50%').waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a refused move says what is missing, takes it and goes on', async () => {
  const field = await call<{ field_id: string }>('POST', '/api/crm/v1/custom-fields', { record: 'deal', name: 'Source', kind: 'choice', choices: ['Fair', 'Web'] });
  const requires = [{ kind: 'value' }, { kind: 'next_step' }, { kind: 'custom_field', field_id: field.field_id }];
  const strict = await call<Pipeline>('POST', '/api/crm/v1/pipelines', {
    name: 'Strict',
    stages: [{ name: 'Begin', odds_percent: 10 }, { name: 'Serious', odds_percent: 60, requires }],
  });
  const { deal_id } = await openDeal('Asked', { pipeline_id: strict.pipeline_id });
  const page = await open(`/crm/deals/${deal_id}`);
  await page.getByRole('button', { name: /Serious/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Serious needs more' });
  await dialog.getByLabel('Value').fill('1200');
  await dialog.getByLabel('Next step').fill('Call on Monday');
  await dialog.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'Web' }).click();
  await expectNoAxe(page);
  await shot(page, 'selling-need');
  await dialog.getByRole('button', { name: 'Save and move' }).click();
  await page.locator('[aria-current=step]').getByText('Serious').waitFor();
  const deal = await call<{ stage_name: string; custom: Record<string, string> }>('GET', `/api/crm/v1/deals/${deal_id}`);
  expect(deal).toMatchObject({ stage_name: 'Serious', custom: { [field.field_id]: 'Web' } });
  expectQuiet(page);
  await leave(page);
});

test('a line takes its product, a discount is off, and the deal knows its people', async () => {
  await call('POST', '/api/crm/v1/products', {
    name: 'Audit', unit: 'piece', billing: 'one_off', vat_rate: '27', prices: [{ amount: { amount: '99.99', currency: 'EUR' }, valid_from: '2020-01-01' }],
  });
  const { account_id } = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: 'Buyer' });
  await call('POST', '/api/crm/v1/contacts', { name: 'Clara Chief', account_id });
  const { deal_id } = await openDeal('Audit for Buyer', { account_id });
  const page = await open(`/crm/deals/${deal_id}`);
  await page.getByRole('button', { name: 'Add line' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Product' }).click();
  await page.getByRole('option', { name: 'Audit' }).click();
  await dialog.getByLabel('Discount %').fill('12.5');
  await dialog.getByText('€87.49').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/12.5% off · list price/).waitFor();

  await page.getByRole('button', { name: 'Add a person' }).click();
  const person = page.getByRole('dialog', { name: 'Add a person' });
  await person.getByRole('combobox', { name: 'Contact' }).click();
  await page.getByRole('option', { name: 'Clara Chief' }).click();
  await person.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Decision maker').waitFor();

  await page.getByRole('button', { name: 'Change. Tags' }).click();
  const tags = page.getByRole('group', { name: 'Tags' });
  await tags.getByRole('combobox').or(tags.getByRole('textbox')).first().fill('Strategic');
  await page.keyboard.press('Enter');
  await tags.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Strategic').first().waitFor();
  await settled(page);
  await shot(page, 'selling-deal');

  await page.getByRole('button', { name: 'Lose', exact: true }).click();
  const lose = page.getByRole('dialog');
  await lose.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Price' }).click();
  await lose.getByRole('button', { name: 'Close as lost' }).click();
  await page.getByRole('definition').getByText('Price').waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a client with a price list gets its prices, and a deal is priced anew when asked', async () => {
  const price = { amount: { amount: '200.00', currency: 'EUR' }, valid_from: '2020-01-01' };
  // By a name of its own: what is tried once more finds the one of the first time, too.
  const product = `Review ${Date.now().toString(36)}`;
  const partners = `Partners ${Date.now().toString(36)}`;
  await call('POST', '/api/crm/v1/products', { name: product, unit: 'piece', billing: 'one_off', vat_rate: '27', prices: [price] });
  const { account_id } = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: 'Reseller' });
  const { deal_id } = await openDeal('Review for Reseller', { account_id });
  const page = await open('/crm/settings?tab=products');
  await page.getByRole('button', { name: 'New price list' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(partners);
  await dialog.getByLabel('Off the standard price, %').fill('10');
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('10% off the standard price').first().waitFor();
  await shot(page, 'selling-price-lists');

  await page.goto(new URL(`/crm/deals/${deal_id}`, page.url()).href);
  await page.getByRole('button', { name: 'Add line' }).click();
  await dialog.getByRole('combobox', { name: 'Product' }).click();
  await page.getByRole('option', { name: product }).click();
  await dialog.getByText('€200.00').first().waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/· list price/).waitFor();

  const { items } = await call<{ items: { price_list_id: string; name: string }[] }>('GET', '/api/crm/v1/price-lists');
  const account = await call<{ version: number }>('GET', `/api/crm/v1/accounts/${account_id}`);
  await call('PATCH', `/api/crm/v1/accounts/${account_id}`, { price_list_id: items.find((one) => one.name === partners)?.price_list_id }, account.version);
  await page.reload();
  await page.getByText(`${partners}, as the account`).waitFor();
  await page.getByText(`One line has another price than ${partners} gives today.`).waitFor();
  await shot(page, 'selling-reprice');
  await page.getByRole('button', { name: 'Take the prices of today' }).click();
  await page.getByText(`· price of ${partners}`).waitFor();
  await page.getByText('€180.00').first().waitFor();
  expectQuiet(page);
  await leave(page);
});

test('many accounts get a price list at once, and the list finds them by it', async () => {
  const partners = `Bulk list ${Date.now().toString(36)}`;
  const { price_list_id } = await call<{ price_list_id: string }>('POST', '/api/crm/v1/price-lists', { name: partners, discount_percent: '5' });
  for (const name of ['Priced one', 'Priced two']) await call('POST', '/api/crm/v1/accounts', { name });
  const page = await open('/crm/accounts?name=Priced');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  const bar = page.getByRole('region', { name: 'Do with them' });
  const choose = async (label: string, option: string) => {
    await bar.getByRole('combobox', { name: label }).or(bar.getByRole('textbox', { name: label })).first().click();
    await page.getByRole('option', { name: option }).click();
  };
  await choose('Do with them', 'Change price list');
  await choose('Change price list', partners);
  await shot(page, 'selling-bulk-prices');
  await bar.getByRole('button', { name: 'Do it' }).click();
  await bar.waitFor({ state: 'detached' });
  await page.goto(new URL(`/crm/accounts?prices=${price_list_id}`, page.url()).href);
  const grid = page.getByRole('grid', { name: 'Accounts' });
  await grid.getByText('Priced two').waitFor();
  await page.getByText('2 accounts').first().waitFor();
  expectQuiet(page);
  await leave(page);
});

test('deals of several currencies are compared by what they are worth, and those without a rate are named', async () => {
  const rated = `Rated ${Date.now().toString(36)}`;
  await openDeal(`${rated} forints`, { currency: 'HUF', value: { amount: '900', currency: 'HUF' } });
  await openDeal(`${rated} euros`, { value: { amount: '100', currency: 'EUR' } });
  await openDeal(`${rated} yen`, { currency: 'JPY', value: { amount: '5000', currency: 'JPY' } });
  await call('POST', '/api/crm/v1/exchange-rates', { currency: 'HUF', rate: '0.0025', on: '2026-01-01' }).catch(() => undefined);
  const page = await open(`/crm/deals?name=${rated}&sort=-value`);
  const grid = page.getByRole('grid', { name: 'Deals' });
  await grid.getByText(`${rated} yen`).waitFor();
  const order = (await grid.getByRole('row').allTextContents()).flatMap((row) => /euros|forints|yen/.exec(row) ?? []);
  expect(order).toEqual(['euros', 'forints', 'yen']);
  await page.getByText(/in JPY has no exchange rate: sorted by value it comes last/).waitFor();
  await shot(page, 'selling-worth');
  expectQuiet(page);
  await leave(page);
});

test('what a list shows is saved, found again and begun with', async () => {
  const page = await open('/crm/deals?status=open&sort=-value');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Save as a view…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name of the view' }).fill('Biggest');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Biggest' }).click();
  await expectNoAxe(page);
  await shot(page, 'selling-views');
  await page.getByRole('button', { name: 'Begin with it' }).click();
  await toast(page, 'Biggest is saved.');
  await page.goto(page.url().replace(/\?.*/, ''));
  await page.waitForURL(/status=open/);
  await page.getByRole('button', { name: 'Biggest' }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('many deals change at once, and those that refuse say why', async () => {
  const lost = await openDeal('Bulk lost');
  await openDeal('Bulk open');
  await call('POST', `/api/crm/v1/deals/${lost.deal_id}/lose`, { reason: 'r' });
  const page = await open('/crm/deals?name=Bulk');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  const bar = page.getByRole('region', { name: 'Do with them' });
  await bar.getByRole('combobox', { name: 'Do with them' }).or(bar.getByRole('textbox', { name: 'Do with them' })).first().click();
  await page.getByRole('option', { name: 'Set next step' }).click();
  await bar.getByRole('textbox', { name: 'Next step', exact: true }).fill('Write to them');
  await bar.getByRole('button', { name: 'Do it' }).click();
  await page.getByRole('dialog', { name: '1 refused' }).getByText('Bulk lost').waitFor();
  await expectNoAxe(page);
  await shot(page, 'selling-bulk');
  const { items } = await call<{ items: { name: string; next_step: { text: string } | null }[] }>('GET', '/api/crm/v1/deals?name=Bulk&sort=name');
  expect(items.map((deal) => deal.next_step?.text)).toEqual([undefined, 'Write to them']);
  expectQuiet(page);
  await leave(page);
});

test('the deal with all it knows on a phone, in Hungarian', async () => {
  const [deal] = (await call<{ items: { deal_id: string }[] }>('GET', '/api/crm/v1/deals?name=Audit')).items;
  const page = await open(`/crm/deals/${deal?.deal_id ?? ''}`, narrow);
  await settled(page);
  await shot(page, 'selling-deal');
  await expectNoAxe(page);
  await expectNoOverflow(page);
  expectQuiet(page);
  await leave(page);
});

test('the open one of many tabs is in sight on a phone, after Back, too', async () => {
  const page = await open('/crm/settings', narrow);
  const row = page.getByRole('navigation', { name: 'Értékesítés beállításai' });
  const inSight = async (name: string) => {
    const tab = row.getByRole('link', { name });
    await expect.poll(() => tab.getAttribute('aria-current')).toBe('page');
    await expect.poll(() => tab.evaluate((one) => {
      const { left, right } = one.getBoundingClientRect();
      return left >= 0 && right <= innerWidth;
    })).toBe(true);
  };
  await row.getByRole('link').last().waitFor();
  const names = await row.getByRole('link').allTextContents();
  const [first = '', last = ''] = [names[0], names.at(-1)];
  await row.getByRole('link', { name: last }).click();
  await inSight(last);
  await page.getByRole('banner').getByRole('link').first().click();
  await row.waitFor({ state: 'detached' });
  await page.goBack();
  await inSight(last);
  await page.goBack();
  await inSight(first);
  expectQuiet(page);
  await leave(page);
});
