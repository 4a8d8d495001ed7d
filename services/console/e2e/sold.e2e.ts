/* What was sold elsewhere comes as history, a lead becomes a deal where somebody says, and a choice is called otherwise. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, type Call } from './harness.ts';

const run = Date.now().toString(36);
let call: Call;

beforeAll(async () => {
  await start();
  await open('/');
  call = await ownOrganization(`Sold ${run}`);
});
afterAll(stop);

const file = (name: string) => ({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`Deal,Company,Amount,Currency,Status,Closed on\n${name},Acme,1000,EUR,won,2026-03-01\n`) });

test('a deal won elsewhere comes as history, and its page says that nothing follows', async () => {
  const page = await open('/crm/imports');
  await page.locator('input[type=file]').setInputFiles(file(`Past ${run}`));
  await page.getByRole('heading', { level: 1, name: `Past ${run}.csv` }).waitFor();
  const choices = page.getByRole('radiogroup', { name: 'Deals won elsewhere' });
  await choices.getByRole('radio').first().waitFor();
  expect(await choices.getByRole('radio').count()).toBe(3);
  expect(await choices.getByRole('radio', { name: 'Come as history' }).isChecked()).toBe(true);
  await settled(page);
  await shot(page, 'import-won');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Tried out', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await page.getByText('Done', { exact: true }).first().waitFor();
  const { items } = await call<{ items: { deal_id: string; won_elsewhere: boolean }[] }>('GET', '/api/crm/v1/deals?status=won');
  expect(items.map((one) => one.won_elsewhere)).toEqual([true]);
  expectQuiet(page);
  await page.goto(page.url().replace(/\/imports.*/, `/deals/${items[0]?.deal_id ?? ''}`));
  await page.getByText('It was won elsewhere and came as history', { exact: false }).waitFor();
  await settled(page);
  await shot(page, 'deal-history');
  await page.getByRole('button', { name: 'Reopen' }).click();
  await page.getByText('it is an open deal like any other', { exact: false }).waitFor();
  await leave(page);
});

test('what becomes of won deals is said in words that fit a phone, in Hungarian', async () => {
  const page = await open('/crm/imports', narrow);
  await page.locator('input[type=file]').setInputFiles(file(`Look ${run}`));
  await page.getByRole('radiogroup').waitFor();
  await settled(page);
  await expectNoOverflow(page);
  await expectNoAxe(page);
  await shot(page, 'import-won');
  await leave(page);
});

test('a lead becomes a deal in the stage that is chosen, which asks what it asks', async () => {
  const requires = [{ kind: 'expected_close_on' }, { kind: 'next_step' }];
  const stages = [{ name: 'Begin', odds_percent: 10 }, { name: 'Serious', odds_percent: 60, requires }, { name: 'Agreed', odds_percent: 90, requires: [{ kind: 'lines' }] }];
  await call('POST', '/api/crm/v1/pipelines', { name: 'Renewals', stages });
  const { lead_id } = await call<{ lead_id: string }>('POST', '/api/crm/v1/leads', { name: `Vera ${run}`, company: `Vera ${run} Kft.` });
  const page = await open(`/crm/leads/${lead_id}`);
  await page.getByRole('button', { name: 'Convert' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Its pipeline' }).click();
  await page.getByRole('option', { name: 'Renewals' }).click();
  await dialog.getByRole('combobox', { name: 'Stage it begins in' }).click();
  await page.getByRole('option', { name: 'Agreed (asks for: Lines)' }).waitFor();
  await page.getByRole('option', { name: 'Serious' }).click();
  await dialog.getByLabel('Expected close').fill('2030-01-01');
  await dialog.getByLabel('Next step').fill('Call Vera');
  await expect.poll(() => page.locator('.mantine-DateInput-monthThead').count()).toBe(0);
  await settled(page);
  await shot(page, 'lead-convert-stage');
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Convert' }).click();
  await page.locator('[aria-current=step]').getByText('Serious').waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a choice is called otherwise, and records go with it', async () => {
  const field = await call<{ field_id: string }>('POST', '/api/crm/v1/custom-fields', { record: 'account', name: 'Level', kind: 'choice', choices: ['Gold', 'Tin'] });
  const { account_id } = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: `Level ${run}`, custom: { [field.field_id]: 'Gold' } });
  const page = await open('/crm/settings?tab=fields');
  await page.getByRole('button', { name: 'Change Level' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What Gold is called' }).fill('Golden');
  await dialog.getByRole('button', { name: 'Remove: Tin' }).click();
  await dialog.getByText('No longer to be chosen', { exact: false }).waitFor();
  await settled(page);
  await shot(page, 'field-choices');
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => dialog.count()).toBe(0);
  const account = await call<{ custom: Record<string, string> }>('GET', `/api/crm/v1/accounts/${account_id}`);
  expect(account.custom[field.field_id]).toBe('Golden');
  const now = await call<{ choices: string[]; former_choices: string[] }>('GET', `/api/crm/v1/custom-fields/${field.field_id}`);
  expect([now.choices, now.former_choices]).toEqual([['Golden'], ['Tin']]);
  expectQuiet(page);
  await leave(page);
});
