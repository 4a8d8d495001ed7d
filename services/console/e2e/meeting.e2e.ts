/* Two people at one thing: settings, tasks, leads, quotes and pipelines that a colleague changed while somebody was at them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, open, ownOrganization, shot, start, stop, type Call } from './harness.ts';

let call: Call;
beforeAll(async () => {
  await start();
  call = await ownOrganization('Meeting Ltd', 'Mira Meeting');
});
afterAll(stop);

type Kept = { readonly version: number };
const word = () => crypto.randomUUID().slice(0, 8);
/** A window that nothing tells what others do. */
const deaf = async (path: string, look = {}) => {
  const page = await open('/crm/settings?tab=tags', look);
  await page.route('**/api/live*', (route) => route.abort());
  await page.goto(new URL(path, page.url()).href);
  return page;
};

test('what two write into different fields of a prepared text stands, and the same field is asked about', async () => {
  const name = `Offer ${word()}`;
  const text = await call<Kept & { mail_template_id: string }>('POST', '/api/crm/v1/mail-templates', { name, subject: 'Hello', body: 'As agreed.' });
  const at = `/api/crm/v1/mail-templates/${text.mail_template_id}`;
  const page = await deaf('/crm/settings?tab=mail');
  const form = page.getByRole('dialog', { name: `Change ${name}`, exact: true });
  const write = async (mine: string, theirs: object, version: number) => {
    await page.getByRole('button', { name: `Change ${name}` }).click();
    await form.getByLabel('Subject').fill(mine);
    await call('PATCH', at, theirs, version);
    await form.getByRole('button', { name: 'Save' }).click();
  };
  await write('Mine', { body: 'Theirs' }, text.version);
  await form.waitFor({ state: 'detached' });
  const both = await call<Kept>('GET', at);
  expect(both).toMatchObject({ subject: 'Mine', body: 'Theirs' });

  await page.getByText('Mine', { exact: true }).waitFor();
  await write('Mine again', { subject: 'Theirs again' }, both.version);
  const asked = page.getByRole('dialog', { name: `${name}: changed by somebody else` });
  await asked.getByText(/Mira Meeting changed this/).waitFor();
  await asked.getByRole('cell', { name: 'Theirs again' }).waitFor();
  await asked.getByText('Mine again', { exact: true }).waitFor();
  await expectNoAxe(page);
  await shot(page, 'meeting-template');
  await asked.getByRole('button', { name: 'Keep as it is now' }).click();
  await form.waitFor({ state: 'detached' });
  expect(await call('GET', at)).toMatchObject({ subject: 'Theirs again' });
  expectQuiet(page);
  await leave(page);
});

test('what is typed of a task stays while a colleague puts it off, and both stand', async () => {
  const title = `Call ${word()}`;
  const task = await call<Kept & { follow_up_id: string }>('POST', '/api/crm/v1/follow-ups', { title, due_on: '2031-01-05', about: [] });
  const at = `/api/crm/v1/follow-ups/${task.follow_up_id}`;
  const page = await open(`/crm/tasks?task=${task.follow_up_id}`);
  const form = page.getByRole('dialog');
  await form.getByLabel('Note').fill('About the offer');
  await call('PATCH', at, { due_on: '2031-02-06' }, task.version);
  await page.getByRole('row', { name: title }).getByText('6 Feb 2031').waitFor();
  expect(await form.getByLabel('Note').inputValue()).toBe('About the offer');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Saved: ${title}`).waitFor();
  expect(await call('GET', at)).toMatchObject({ note: 'About the offer', due_on: '2031-02-06' });
  expectQuiet(page);
  await leave(page);
});

test('a task that a colleague dropped is not ticked off, and says so though its row is gone', async () => {
  const title = `Send ${word()}`;
  const { follow_up_id: id } = await call<{ follow_up_id: string }>('POST', '/api/crm/v1/follow-ups', { title, due_on: '2026-01-05', about: [] });
  const page = await deaf('/crm/day');
  const done = page.getByRole('button', { name: `Done: ${title}` });
  await done.waitFor();
  await call('POST', `/api/crm/v1/follow-ups/${id}/cancel`, {});
  await done.click();
  const told = page.getByRole('dialog', { name: `${title}: changed by somebody else` });
  await told.getByRole('row', { name: 'Status To do Dropped' }).waitFor();
  await told.getByText('As it stands now, this cannot be done any more: Done.').waitFor();
  await expectNoAxe(page);
  await told.getByRole('button', { name: 'Close' }).last().click();
  await done.waitFor({ state: 'detached' });
  expect(await call('GET', `/api/crm/v1/follow-ups/${id}`)).toMatchObject({ status: 'cancelled' });
  expectQuiet(page);
  await leave(page);
});

test('a lead that a colleague gave up is not taken over unseen', async () => {
  const name = `Lead ${word()}`;
  const lead = await call<Kept & { lead_id: string }>('POST', '/api/crm/v1/leads', { name, email: `${word()}@lead.example`, origin: {} });
  const page = await deaf(`/crm/leads/${lead.lead_id}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await call('POST', `/api/crm/v1/leads/${lead.lead_id}/disqualify`, { reason: 'Spam' }, lead.version);
  await page.getByRole('button', { name: 'Work on it' }).click();
  const told = page.getByRole('dialog', { name: `${name}: changed by somebody else` });
  await told.getByRole('row', { name: 'Status New Disqualified' }).waitFor();
  await told.getByText('As it stands now, this cannot be done any more: Work on it.').waitFor();
  await expectNoAxe(page);
  await shot(page, 'meeting-lead');
  await page.keyboard.press('Escape');
  // The page shows it by now, and what can still be done.
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a quote that a colleague wrote on is sent only when that is wanted as it is by then', async () => {
  const client = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: `Client ${word()}`, country: 'HU' });
  const lines = [{ name: 'Build', vat_rate: '27', billing: { kind: 'one_off', quantity: '1', unit_price: { amount: '900.00', currency: 'EUR' } } }];
  const { deal_id } = await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name: 'Website', account_id: client.account_id, lines });
  const quote = await call<Kept & { quote_id: string; number: string }>('POST', '/api/crm/v1/quotes', { deal_id, title: 'Website' });
  const page = await deaf(`/crm/quotes?quote=${quote.quote_id}`);
  const form = page.getByRole('dialog', { name: `Quote ${quote.number}` });
  await form.getByRole('button', { name: 'Send', exact: true }).waitFor();
  await call('PATCH', `/api/crm/v1/quotes/${quote.quote_id}`, { title: 'Website and shop' }, quote.version);
  await form.getByRole('button', { name: 'Send', exact: true }).click();
  const told = page.getByRole('dialog', { name: `${quote.number}: changed by somebody else` });
  await told.getByRole('row', { name: 'Title Website Website and shop' }).waitFor();
  await expectNoAxe(page);
  await shot(page, 'meeting-quote');
  await told.getByRole('button', { name: 'Send: as it is now' }).click();
  await page.getByText(`Sent: ${quote.number}`).waitFor();
  expect(await call('GET', `/api/crm/v1/quotes/${quote.quote_id}`)).toMatchObject({ state: 'sent', title: 'Website and shop' });
  expectQuiet(page);
  await leave(page);
});

test('a stage of a pipeline that two change is asked about on a phone, in Hungarian', async () => {
  const name = `Út ${word()}`;
  type Stages = { stages: { stage_id: string; name: string; odds_percent: number; status: string }[] };
  const pipeline = await call<Kept & Stages & { pipeline_id: string }>('POST', '/api/crm/v1/pipelines', { name, stages: [{ name: 'Első', odds_percent: 20, requires: [] }, { name: 'Második', odds_percent: 60, requires: [] }] });
  const at = `/api/crm/v1/pipelines/${pipeline.pipeline_id}`;
  const openOf = ({ stages }: Stages) => stages.filter((one) => one.status === 'open').map(({ stage_id, name: called, odds_percent }) => ({ stage_id, name: called, odds_percent }));
  const page = await deaf('/crm/settings', { width: 360, theme: 'dark', language: 'hu' });
  await page.getByRole('button', { name: `Módosítás: ${name}` }).click();
  const form = page.getByRole('dialog', { name: `Módosítás: ${name}`, exact: true });
  await form.getByLabel('Szakasz', { exact: true }).first().fill('Első, enyém');
  const [first, second] = openOf(pipeline);
  await call('PATCH', at, { stages: [{ ...first, name: 'Első, övé' }, second, { name: 'Harmadik', odds_percent: 80 }] }, pipeline.version);
  await form.getByRole('button', { name: 'Mentés' }).click();
  const asked = page.getByRole('dialog', { name: `${name}: közben más is módosította` });
  await asked.getByText('Első, övé 20% Második 60% Harmadik 80%').waitFor();
  await asked.getByText('Első, enyém 20% Második 60% Harmadik 80%').waitFor();
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, 'meeting-pipeline');
  await asked.getByRole('button', { name: 'Saját érték alkalmazása újra' }).click();
  await form.waitFor({ state: 'detached' });
  expect(openOf(await call<Stages>('GET', at)).map((one) => one.name)).toEqual(['Első, enyém', 'Második', 'Harmadik']);
  expectQuiet(page);
  await leave(page);
});
