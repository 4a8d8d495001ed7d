/* What is kept of records: tags and files of leads, own fields in forms and rules, who a client goes to, many at once, what was put out of use. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, until, type Call } from './harness.ts';

const run = Date.now().toString(36);
let call: Call;

beforeAll(async () => {
  await start();
  call = await ownOrganization(`Records ${run}`, 'Vera Test');
});
afterAll(stop);

const toast = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text).first().waitFor();
const lead = (name: string, more: object = {}) => call<{ lead_id: string }>('POST', '/api/crm/v1/leads', { name, ...more });
const bar = (page: Page) => page.getByRole('region', { name: 'Do with them' });
async function choose(page: Page, what: string): Promise<void> {
  await bar(page).getByRole('combobox', { name: 'Do with them' }).or(bar(page).getByRole('textbox', { name: 'Do with them' })).first().click();
  await page.getByRole('option', { name: what, exact: true }).click();
}

test('a form asks for an own field, which gives points and is shown with the lead', async () => {
  await call('POST', '/api/crm/v1/custom-fields', { record: 'lead', name: 'Budget', kind: 'number' });
  await call('POST', '/api/crm/v1/custom-fields', { record: 'lead', name: 'Needs', kind: 'choices', choices: ['Shop', 'App'] });
  const page = await open('/crm/leads/scoring');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByLabel('What it says about a lead').fill('a budget of 5000 or more');
  await page.getByLabel('Points').fill('20');
  await page.getByRole('combobox', { name: 'Field' }).or(page.getByRole('textbox', { name: 'Field' })).first().click();
  await page.getByRole('option', { name: 'Budget' }).click();
  await page.getByLabel('Values').fill('5000');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await shot(page, 'records-scoring');

  await page.goto(`${base}/crm/leads/forms`);
  await page.getByRole('button', { name: 'New form' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).first().fill('Ask us');
  await dialog.getByRole('checkbox', { name: 'Budget', exact: true }).check();
  await dialog.getByRole('checkbox', { name: 'Budget is required' }).check();
  await dialog.getByRole('checkbox', { name: 'Needs', exact: true }).check();
  await expectNoAxe(page);
  await shot(page, 'records-form');
  await dialog.getByRole('button', { name: 'Make form' }).click();
  await page.getByText('Put this into your web page').click();
  const html = await page.getByRole('group', { name: 'For the page, as HTML' }).innerText();
  const names = [...html.matchAll(/name="(custom\.[^"]+)"/g)].map((match) => match[1] ?? '');
  const [budget = '', needs = ''] = [...new Set(names)];
  expect(needs.endsWith('[]')).toBe(true);
  const address = new URL((await page.getByRole('group', { name: 'Address' }).innerText()).trim()).pathname;
  const send = (fields: [string, string][]) => fetch(new URL(address, base), { method: 'POST', body: new URLSearchParams([['email', `own-${run}@acme.example`], ...fields]) });
  expect((await send([])).status).toBe(422);
  expect((await send([[budget, '6000'], [needs, 'Shop'], [needs, 'App']])).status).toBe(200);
  await page.goto(`${base}/crm/leads?q=own-${run}`);
  await page.getByRole('button', { name: `Score of own-${run}: 20. Why` }).waitFor();
  await page.getByRole('row').filter({ hasText: `own-${run}` }).focus();
  await page.keyboard.press('o');
  await page.getByText('6,000').first().waitFor();
  await page.getByText('Shop and App').first().waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a lead of a client goes to who looks after the client, and says so', async () => {
  const { items } = await call<{ items: { member_id: string }[] }>('GET', '/api/crm/v1/members');
  await call('POST', '/api/crm/v1/accounts', { name: `Client ${run}`, website: `client-${run}.example`, owner_id: items[0]?.member_id });
  const { lead_id } = await lead('Kata Known', { email: `kata@client-${run}.example` });
  const page = await open(`/crm/leads/${lead_id}`);
  await page.getByText('Looks after the client').waitFor();
  await page.getByRole('definition').getByRole('link', { name: `Client ${run}` }).waitFor();
  await page.getByText('(same web domain)').waitFor();
  await page.goto(`${base}/crm/leads/assignment`);
  await page.getByRole('checkbox', { name: 'Clients who come back go to who looks after them' }).uncheck();
  await page.getByRole('button', { name: 'Save rules' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await expectNoAxe(page);
  await shot(page, 'records-assignment');
  const settings = await call<{ known_clients_first: boolean }>('GET', '/api/crm/v1/lead-settings');
  expect(settings.known_clients_first).toBe(false);
  expectQuiet(page);
  await leave(page);
});

test('who gets a lead is said by choosing, and the focus stays with what was added or left', async () => {
  const page = await open('/crm/leads/assignment');
  const pick = (number: number, name: string) => {
    const group = page.getByRole('group', { name: `Condition ${number}`, exact: true });
    return group.getByRole('combobox', { name }).or(group.getByRole('textbox', { name })).first();
  };
  const choose = async (number: number, name: string, option: string) => {
    await pick(number, name).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const focused = (number: number) => until(() => page.getByRole('group', { name: `Condition ${number}`, exact: true }).evaluate((group) => group.contains(document.activeElement)));
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(`Austria ${run}`);
  await page.getByRole('combobox', { name: 'Who takes turns' }).or(page.getByRole('textbox', { name: 'Who takes turns' })).first().click();
  await page.getByRole('option').first().click();
  await page.keyboard.press('Escape');
  const add = page.getByRole('button', { name: 'Add condition' });
  for (const number of [1, 2, 3]) {
    await add.click();
    await focused(number);
  }
  await choose(1, 'Field', 'Country');
  await choose(1, 'Values', 'Austria');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove condition 2' }).click();
  await focused(2);
  await choose(2, 'Field', 'Way in');
  await choose(2, 'Values', 'Form');
  await page.keyboard.press('Escape');
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Save rules' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { assignment } = await call<{ assignment: { conditions: { field: string; values: string[] }[] }[] }>('GET', '/api/crm/v1/lead-settings');
  expect(assignment[0]?.conditions.map(({ field, values }) => [field, values])).toEqual([['country', ['AT']], ['channel', ['form']]]);
  await page.reload();
  await page.getByRole('group', { name: 'Condition 1', exact: true }).getByText('Austria').waitFor();
  await page.getByRole('button', { name: 'Remove condition 2' }).click();
  await focused(1);
  await page.getByRole('button', { name: 'Remove condition 1' }).click();
  await until(() => add.evaluate((button) => button === document.activeElement));
  expectQuiet(page);
  await leave(page);
});

test('a lead has tags and files, and what changed into a known one is told', async () => {
  const { lead_id } = await lead('Tamás Tagged');
  await lead('Double Dóra', { email: `dora-${run}@acme.example` });
  const page = await open(`/crm/leads/${lead_id}`);
  await page.getByRole('button', { name: 'Change. Tags' }).click();
  const tags = page.getByRole('group', { name: 'Tags' });
  await tags.getByLabel('Tags').first().fill('Fair 2026');
  await page.keyboard.press('Enter');
  await tags.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('definition').getByText('Fair 2026').waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'brief.txt', mimeType: 'text/plain', buffer: Buffer.from('What they want') });
  await page.getByRole('link', { name: 'brief.txt' }).waitFor();
  await page.getByRole('button', { name: 'Change. Email' }).click();
  await page.getByRole('textbox', { name: 'Email' }).fill(`dora-${run}@acme.example`);
  await page.keyboard.press('Enter');
  await toast(page, /It may be known already: Double Dóra/);
  await settled(page);
  await shot(page, 'records-lead');
  const shown = await call<{ tags: string[] }>('GET', `/api/crm/v1/leads/${lead_id}`);
  expect(shown.tags.length).toBe(1);
  expectQuiet(page);
  await leave(page);
});

test('many leads are given up at once, and those that refuse say why', async () => {
  const [one, closed] = [await lead(`Bulk ${run} open`), await lead(`Bulk ${run} closed`)];
  await call('POST', `/api/crm/v1/leads/${closed.lead_id}/convert`, {});
  const page = await open(`/crm/leads?q=Bulk+${run}&all=true`);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await bar(page).getByText('2 selected').waitFor();
  await choose(page, 'Disqualify');
  await bar(page).getByRole('textbox', { name: 'Reason' }).fill('Spam');
  await shot(page, 'records-bulk');
  await bar(page).getByRole('button', { name: 'Do it' }).click();
  await page.getByRole('dialog', { name: '1 refused' }).getByText(`Bulk ${run} closed`).waitFor();
  await page.getByText('It was converted; go on with what it became.').waitFor();
  const shown = await call<{ status: string; status_reason: string }>('GET', `/api/crm/v1/leads/${one.lead_id}`);
  expect(shown).toMatchObject({ status: 'disqualified', status_reason: 'Spam' });
  expectQuiet(page);
  await leave(page);
});

test('accounts are given to somebody and tagged at once', async () => {
  await call('POST', '/api/crm/v1/tags', { name: `Key ${run}` });
  for (const name of ['A', 'B']) await call('POST', '/api/crm/v1/accounts', { name: `Many ${run} ${name}` });
  const page = await open(`/crm/accounts?name=Many+${run}`);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await choose(page, 'Add a tag');
  await bar(page).getByRole('combobox', { name: 'Add a tag' }).or(bar(page).getByRole('textbox', { name: 'Add a tag' })).last().click();
  await page.getByRole('option', { name: `Key ${run}` }).click();
  await bar(page).getByRole('button', { name: 'Do it' }).click();
  await toast(page, '2 changed');
  expectQuiet(page);
  await leave(page);
});

test('deals are chosen on the board and lost at once', async () => {
  const ids: string[] = [];
  for (const name of ['One', 'Two']) ids.push((await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name: `Board ${run} ${name}` })).deal_id);
  const page = await open(`/crm/pipeline?name=Board+${run}`);
  await page.getByRole('button', { name: 'Select deals' }).click();
  await page.getByRole('link', { name: `Board ${run} One` }).click();
  await page.getByRole('link', { name: `Board ${run} Two` }).focus();
  await page.keyboard.press('Space');
  await bar(page).getByText('2 selected').waitFor();
  await settled(page);
  await shot(page, 'records-board');
  await choose(page, 'Close as lost');
  await bar(page).getByRole('combobox', { name: 'Close as lost' }).or(bar(page).getByRole('textbox', { name: 'Close as lost' })).last().click();
  await page.getByRole('option', { name: 'Price' }).click();
  await bar(page).getByRole('button', { name: 'Do it' }).click();
  await toast(page, '2 changed');
  for (const id of ids) expect((await call<{ status: string }>('GET', `/api/crm/v1/deals/${id}`)).status).toBe('lost');
  await page.getByRole('button', { name: 'Stop selecting' }).click();
  expectQuiet(page);
  await leave(page);
});

test('what was put out of use comes back at any time', async () => {
  const field = await call<{ field_id: string; version: number }>('POST', '/api/crm/v1/custom-fields', { record: 'deal', name: 'Old field', kind: 'text' });
  await call('PATCH', `/api/crm/v1/custom-fields/${field.field_id}`, { archived: true }, field.version);
  const page = await open('/crm/settings?tab=fields');
  await page.getByRole('button', { name: 'Take Old field into use again' }).click();
  await toast(page, 'Old field is in use again.');
  const shown = await call<{ archived: boolean }>('GET', `/api/crm/v1/custom-fields/${field.field_id}`);
  expect(shown.archived).toBe(false);
  expectQuiet(page);
  await leave(page);
});

test('a lead with all it knows, and who gets leads, on a phone, in Hungarian', async () => {
  const { lead_id } = await lead(`Look ${run}`, { company: 'Look Kft.' });
  const page = await open(`/crm/leads/${lead_id}`, narrow);
  await settled(page);
  await expectNoOverflow(page);
  await expectNoAxe(page);
  await shot(page, 'records-lead');
  await page.goto(`${base}/crm/leads/assignment`);
  await settled(page);
  await expectNoOverflow(page);
  await expectNoAxe(page);
  await shot(page, 'records-assignment');
  expectQuiet(page);
  await leave(page);
});
