/* Leads: a form sent by a stranger, triage by keys, converting, rules that explain a score, merging and taking it back. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, type Call } from './harness.ts';

let call: Call;
const run = Date.now().toString(36);

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

beforeAll(async () => {
  await start();
  // The demo stays as it is.
  call = await ownOrganization(`Leads ${run}`, 'Vera Test');
});
afterAll(stop);

test('a rule is written, and a lead says why it has its points', async () => {
  const page = await open('/crm/leads/scoring');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByLabel('What it says about a lead').fill('recommended by a client');
  await page.getByLabel('Points').fill('15');
  await page.getByLabel('Values').fill('referral');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await call('POST', '/api/crm/v1/leads', { name: 'Rita Referred', origin: { source: 'Referral' }, received_at: '2026-01-05T08:00:00Z' });
  await page.goto(`${base}/crm/leads`);
  await page.getByRole('button', { name: 'Score of Rita Referred: 15. Why' }).click();
  await page.getByText('+15').waitFor();
  await page.getByText('recommended by a client').waitFor();
  await page.getByText('Answer overdue', { exact: false }).first().waitFor();
  await shot(page, 'lead-score');
  await expectNoAxe(page);
  expectQuiet(page);
  await leave(page);
});

test('somebody unknown sends a form, is sorted out by keys and converted', async () => {
  const page = await open('/crm/leads/forms');
  await page.getByRole('button', { name: 'New form' }).first().click();
  await page.getByLabel('Name', { exact: true }).first().fill('Contact us');
  await page.getByLabel('Words people agree to').fill('You may write to me.');
  await page.getByRole('button', { name: 'Make form' }).click();
  await page.getByText('Put this into your web page').click();
  const address = (await page.getByRole('group', { name: 'Address' }).innerText()).trim();
  const sent = await fetch(new URL(new URL(address).pathname, base), {
    method: 'POST',
    body: new URLSearchParams({ email: `stranger-${run}@acme-${run}.example`, name: 'Sára Stranger', company: `Acme ${run}`, message: 'Hello there', consent: 'on' }),
  });
  expect(sent.status).toBe(200);

  await page.goto(`${base}/crm/leads`);
  await rowOf(page, 'Sára Stranger').focus();
  await page.keyboard.press('t');
  await rowOf(page, 'Sára Stranger').getByText('Vera Test').waitFor();
  await page.keyboard.press('w');
  await rowOf(page, 'Sára Stranger').getByText('Working').waitFor();
  await page.keyboard.press('o');
  await page.getByRole('heading', { level: 1, name: 'Sára Stranger' }).waitFor();
  await page.getByText('Hello there').first().waitFor();
  await page.getByText('You may write to me.').waitFor();
  await page.keyboard.press('v');
  await page.getByRole('dialog').waitFor();
  await page.getByLabel('Name of the deal').fill(`Shop ${run}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Convert' }).click();
  await page.getByRole('heading', { level: 1, name: `Shop ${run}` }).waitFor();
  // What they asked for stands with the deal, in their own words.
  await page.getByText('Hello there').first().waitFor();
  await page.getByText('Came by a form: Sára Stranger').waitFor();
  expectQuiet(page);
  await leave(page);
});

test('only working hours count until a lead is answered, once somebody says which they are', async () => {
  const page = await open('/crm/leads/assignment');
  await page.getByLabel('Only working hours count').check();
  await page.getByLabel('Fri', { exact: true }).uncheck();
  await page.getByLabel('Until').fill('16:30');
  await shot(page, 'lead-hours');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  // Thursday at five in the afternoon, in Budapest; with a day to answer, it is due after three working days and a half.
  const lead = await call<{ lead_id: string; first_response_due_at: string }>('POST', '/api/crm/v1/leads', { name: `Thora ${run}`, received_at: '2026-03-05T16:00:00Z' });
  expect(lead.first_response_due_at).toBe('2026-03-12T09:30:00Z');
  await page.goto(`${base}/crm/leads/${lead.lead_id}`);
  await page.getByText('Should have been answered').first().waitFor();
  expectQuiet(page);
  await leave(page);
});

test('what looks like spam is held with its reasons, let in by keys or thrown away', async () => {
  // Each try has its own names, since what a form took before stays.
  const mark = `${run}${Date.now() % 100_000}`;
  const page = await open('/crm/leads/forms');
  await page.getByRole('button', { name: 'New form' }).first().click();
  await page.getByLabel('Name', { exact: true }).first().fill(`Careful form ${mark}`);
  await page.getByLabel('Sites it belongs to').fill('https://www.client.example/contact');
  await page.getByLabel('Where the browser goes next').fill('https://www.client.example/thanks');
  await page.getByLabel('The page says when it was opened').check();
  await page.getByLabel('Most messages within an hour').fill('50');
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Make form' }).click();
  const part = page.getByRole('region', { name: `Careful form ${mark}` });
  await part.getByText('Put this into your web page').click();
  expect(await part.getByRole('group', { name: 'For the page, as HTML' }).innerText()).toContain('form_token');
  const address = new URL(new URL((await part.getByRole('group', { name: 'Address' }).innerText()).trim()).pathname, base);
  for (const name of ['Held', 'Advert'])
    expect((await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${name.toLowerCase()}-${mark}@client.example`, name: `${name} ${mark}`, message: 'Please call me' }) })).status).toBe(200);
  const sent = await fetch(address, { method: 'POST', redirect: 'manual', headers: { accept: 'text/html' }, body: new URLSearchParams({ email: 'wrong' }) });
  expect([sent.status, sent.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);

  await page.goto(`${base}/crm/leads/suspected`);
  const held = page.getByRole('listitem').filter({ hasText: `Held ${mark}` });
  await held.getByText('did not say when its page was opened').waitFor();
  await shot(page, 'lead-suspected');
  await page.getByRole('button', { name: `Throw away: Advert ${mark}` }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).press('Enter');
  await page.getByText(`Thrown away: Advert ${mark}`, { exact: false }).waitFor();
  await page.getByRole('button', { name: `Not spam: Held ${mark}` }).press('Enter');
  await page.getByText(`It is a lead now: Held ${mark}`, { exact: false }).waitFor();
  await held.waitFor({ state: 'detached' });
  await page.goto(`${base}/crm/leads`);
  await rowOf(page, `Held ${mark}`).waitFor();
  expect(await rowOf(page, `Advert ${mark}`).count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('a lead is told to whoever it is given, waits on their day and is answered there', async () => {
  const { items } = await call<{ items: { member_id: string }[] }>('GET', '/api/crm/v1/members');
  const owner = items[0]?.member_id;
  await call('POST', '/api/crm/v1/leads', { name: `Waiting ${run}`, company: 'Waiting Kft.', owner_id: owner, next_step: { text: 'Ring them', due_on: '2026-01-20' } });
  const page = await open('/crm/day');
  const row = page.getByRole('listitem').filter({ hasText: `Waiting ${run}` });
  await row.getByText('Waits for an answer', { exact: true }).waitFor();
  await row.getByText('Next step due', { exact: true }).waitFor();
  await settled(page);
  await shot(page, 'day-leads');
  await row.getByRole('button', { name: `Answered: Waiting ${run}` }).click();
  await expect.poll(() => row.getByText('Waits for an answer', { exact: true }).count()).toBe(0);
  await row.getByRole('button', { name: 'Change the next step' }).click();
  await row.getByRole('textbox', { name: 'Until' }).fill('');
  await page.keyboard.press('Enter');
  await expect.poll(() => row.count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('two accounts become one, and two again', async () => {
  // Tried once more, it makes others: those of the first time are there.
  const twin = `${run}${Date.now().toString(36)}`;
  const made = (name: string) => call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name });
  const [one] = [await made(`Twin ${twin} Kft.`), await made(`TWIN ${twin} Ltd`)];
  const page = await open(`/crm/accounts/${one.account_id}`);
  await page.getByRole('button', { name: `Merge with TWIN ${twin} Ltd` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText(`Merged: Twin ${twin} Kft.`).waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: `Merge with TWIN ${twin} Ltd` }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('somebody has several addresses, and another one becomes the main one', async () => {
  const { contact_id } = await call<{ contact_id: string }>('POST', '/api/crm/v1/contacts', { name: `Reached ${run}`, email: `a${run}@reach.example` });
  const page = await open(`/crm/contacts/${contact_id}`);
  await page.getByRole('button', { name: 'Change. Add another email' }).click();
  await page.keyboard.type(`b${run}@reach.example`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Make b${run}@reach.example the main one` }).click();
  await page.getByRole('button', { name: `Make a${run}@reach.example the main one` }).waitFor();
  await expect.poll(async () => (await call<{ email: string }>('GET', `/api/crm/v1/contacts/${contact_id}`)).email).toBe(`b${run}@reach.example`);
  await settled(page);
  await shot(page, 'contact-reached');
  await expectNoAxe(page);
  expectQuiet(page);
  await leave(page);
});

test('a lead and its convert dialog on a phone, in Hungarian', async () => {
  const { lead_id } = await call<{ lead_id: string }>('POST', '/api/crm/v1/leads', { name: `Look ${run}`, company: 'Look Kft.', note: 'A longer note about what they want.' });
  const page = await open(`/crm/leads/${lead_id}`, narrow);
  await settled(page);
  await expectNoOverflow(page);
  await shot(page, 'lead');
  await expectNoAxe(page);
  await page.keyboard.press('v');
  await page.getByRole('dialog').waitFor();
  await settled(page);
  await expectNoOverflow(page);
  await expectNoAxe(page);
  expectQuiet(page);
  await leave(page);
});

test('what an organisation asks of its leads is asked, kept and looked for', async () => {
  const field = await call<{ field_id: string }>('POST', '/api/crm/v1/custom-fields', { record: 'lead', name: 'Budget class', kind: 'choice', choices: ['Small', 'Large'], required: true });
  const page = await open('/crm/leads?new=true');
  const dialog = page.getByRole('dialog');
  // A window that was open before hears of it a moment later.
  await dialog.getByRole('combobox', { name: 'Budget class' }).waitFor();
  await dialog.getByLabel('Name', { exact: true }).fill(`Asked ${run}`);
  await dialog.getByRole('button', { name: 'Record lead' }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  await dialog.getByRole('combobox', { name: 'Budget class' }).click();
  await page.getByRole('option', { name: 'Large' }).click();
  await expectNoAxe(page);
  await shot(page, 'lead-asked');
  await dialog.getByRole('button', { name: 'Record lead' }).click();
  await page.getByRole('heading', { level: 1, name: `Asked ${run}` }).waitFor();
  await page.getByRole('button', { name: 'Change. Budget class' }).waitFor();
  await shot(page, 'lead-own-field');
  await page.goto(`${base}/crm/leads?custom=${encodeURIComponent(JSON.stringify(JSON.stringify({ [field.field_id]: 'Large' })))}`);
  await rowOf(page, `Asked ${run}`).waitFor();
  expect(await page.getByRole('row').filter({ hasText: run }).count()).toBe(1);
  await page.getByRole('button', { name: 'Views' }).waitFor();

  // Who was written down by a colleague came in by no form.
  await page.goto(`${base}/crm/leads?q=${encodeURIComponent(run)}`);
  await rowOf(page, `Asked ${run}`).waitFor();
  const way = page.getByRole('search', { name: 'Filters' }).getByRole('combobox', { name: 'Way in' });
  await way.click();
  await page.getByRole('option', { name: 'Form', exact: true }).click();
  await page.waitForURL(/channel=form/);
  await rowOf(page, `Asked ${run}`).waitFor({ state: 'hidden' });
  await way.click();
  await page.getByRole('option', { name: 'Written down', exact: true }).click();
  await rowOf(page, `Asked ${run}`).waitFor();
  await shot(page, 'lead-channel');
  expectQuiet(page);
  await leave(page);
});
