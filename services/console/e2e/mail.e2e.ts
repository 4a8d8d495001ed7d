/* Mails and sequences: a mailbox is set up, a mail written and really sent, an answer arrives, a sequence written, looked at and followed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, until, walk, type Call } from './harness.ts';
import { startSink, type Sink } from './sink.ts';

let sink: Sink;
let call: Call;
let lead = '';
const run = Date.now().toString(36);
const address = `sales-${run}@example.com`;

beforeAll(async () => {
  await start();
  sink = await startSink();
  call = await ownOrganization(`Mail ${run}`);
  lead = (await call<{ lead_id: string }>('POST', '/api/crm/v1/leads', { name: 'Bob Miller', email: `bob-${run}@client.example`, country: 'GB' })).lead_id;
});
afterAll(async () => {
  sink.close();
  await stop();
});

test('a mailbox is set up in the settings and never shows its password', async () => {
  const page = await open('/crm/settings?tab=mail');
  await page.getByRole('button', { name: 'New mailbox' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sales');
  await page.getByRole('textbox', { name: 'Address' }).fill(address);
  await page.getByRole('textbox', { name: 'Mail server (SMTP)' }).fill('127.0.0.1');
  await page.getByRole('textbox', { name: 'Port' }).fill(String(sink.port));
  await page.getByRole('combobox', { name: 'Connection' }).or(page.getByRole('textbox', { name: 'Connection' })).first().click();
  await page.getByRole('option', { name: 'Not encrypted' }).click();
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(address).waitFor();
  await shot(page, 'mailboxes');
  await expectQuiet(page);
  await leave(page);
});

test('a mail is written on the page of a lead, sent, and answered', async () => {
  const page = await open(`/crm/leads/${lead}`);
  await page.getByRole('button', { name: 'Mail', exact: true }).click();
  await until(async () => (await page.getByRole('textbox', { name: 'To', exact: true }).inputValue()) !== '');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Offer');
  await page.getByRole('textbox', { name: 'Text' }).fill('Hello Bob');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('The mail is on its way.').waitFor();
  await until(() => sink.mails.length === 1);
  expect(sink.mails[0]).toContain('Hello Bob');
  await page.getByRole('button', { name: 'We wrote: Offer', exact: true }).click({ timeout: 20_000 });
  await page.getByRole('dialog').getByText('Hello Bob').waitFor();
  await expectNoAxe(page);
  await shot(page, 'thread');
  await page.getByRole('button', { name: 'Answer' }).click();
  expect(await page.getByRole('dialog').getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Re: Offer');
  await expectQuiet(page);
  await leave(page);
});

test('a sequence is written, published, looked at and followed', async () => {
  const page = await open('/crm/leads/sequences');
  await page.getByRole('button', { name: 'New sequence' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nurture');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Nurture' }).waitFor();
  const add = page.getByRole('group', { name: 'Add a step' });
  await add.getByRole('button', { name: 'Mail' }).click();
  const first = page.getByRole('listitem', { name: 'Step 1: Mail' });
  await first.getByRole('textbox', { name: 'Subject' }).fill('Hello {{first_name}}');
  await first.getByRole('textbox', { name: 'Text' }).fill('Dear {{first_name}}, shall we talk?');
  await add.getByRole('button', { name: 'Wait' }).click();
  await add.getByRole('button', { name: 'Mail' }).click();
  await page.getByRole('listitem', { name: 'Step 3: Mail' }).getByRole('textbox', { name: 'Text' }).fill('Still there?');
  await page.getByRole('button', { name: 'Save the steps' }).click();
  await page.getByRole('button', { name: 'Publish as version 1' }).click();
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('textbox', { name: 'For which lead' }).or(page.getByRole('combobox', { name: 'For which lead' })).first().click();
  await page.getByRole('option', { name: /Bob Miller/ }).click();
  await page.getByText('Dear Bob, shall we talk?').waitFor();
  await page.getByText('Times of Europe/London').waitFor();
  await shot(page, 'sequence');
  await page.getByRole('button', { name: 'Enrol Bob Miller' }).click();
  await page.getByRole('region', { name: 'Who goes through it' }).getByText('Bob Miller').waitFor();
  await expectQuiet(page);
  await leave(page);
});

test('the pages fit and can be read on a phone, in Hungarian', async () => {
  const page = await open('/', narrow);
  for (const path of ['/crm/leads/sequences', `/crm/leads/${lead}`]) {
    await walk(page, path);
    await settled(page);
    await expectNoOverflow(page);
    await expectNoAxe(page);
    await expectQuiet(page);
  }
  await leave(page);
});
