/* A seller's whole day: somebody asks through the form on the web page, is sorted out by keys and becomes a client; they are
   written to and answer; a quote is written, sent and accepted; the deal is won, and its project is there. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, stranger, until, walk, type Call } from './harness.ts';
import { startImap, type Imap } from './imap.ts';
import { startSink, type Sink } from './sink.ts';

const run = Date.now().toString(36);
const clara = `clara-${run}@client-${run}.example`;
let sink: Sink;
let imap: Imap;
let call: Call;
let form = '';
let mailbox = '';

beforeAll(async () => {
  await start();
  [sink, imap] = await Promise.all([startSink(), startImap()]);
  call = await ownOrganization(`Day ${run}`);
  const made = await call<{ mailbox_id: string }>('POST', '/api/crm/v1/mailboxes', {
    name: 'Sales',
    address: `sales-${run}@example.com`,
    smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
    imap: { host: '127.0.0.1', port: imap.port, security: 'none', user: 'sales' },
    imap_password: 'secret',
  });
  mailbox = made.mailbox_id;
  const { form_key } = await call<{ form_key: string }>('POST', '/api/crm/v1/lead-forms', { name: 'Contact us', source: 'Web', fields: ['name', 'company', 'message'] });
  form = `/api/crm/v1/public/forms/${form_key}/submissions`;
});
afterAll(async () => {
  sink.close();
  imap.close();
  await stop();
});

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('a day of a seller, from the form on the web page to the project', { timeout: 240_000 }, async () => {
  // Somebody asks, whom nobody knows.
  const body = new URLSearchParams({ email: clara, name: 'Clara Chief', company: `Client ${run}`, message: 'We need a new web shop.' });
  expect((await fetch(new URL(form, base), { method: 'POST', body })).status).toBe(200);

  // They are taken, worked on and converted, without a mouse.
  const page = await open('/crm/leads');
  await rowOf(page, 'Clara Chief').focus();
  await page.keyboard.press('t');
  await rowOf(page, 'Clara Chief').getByText('Olga Owner').waitFor();
  await page.keyboard.press('w');
  await rowOf(page, 'Clara Chief').getByText('Working').waitFor();
  await page.keyboard.press('o');
  await page.getByRole('heading', { level: 1, name: 'Clara Chief' }).waitFor();
  await page.getByText('We need a new web shop.').first().waitFor();
  await page.keyboard.press('v');
  const convert = page.getByRole('dialog');
  await convert.getByLabel('Name of the deal').fill(`Web shop ${run}`);
  await convert.getByRole('button', { name: 'Convert' }).click();
  await page.getByRole('heading', { level: 1, name: `Web shop ${run}` }).waitFor();
  const deal = new URL(page.url()).pathname;
  await settled(page);
  await shot(page, 'day-deal');

  // A mail is written on the page of the deal and goes out, as text and as HTML.
  await page.getByRole('button', { name: 'Mail', exact: true }).click();
  await until(async () => (await page.getByRole('textbox', { name: 'To', exact: true }).inputValue()) === clara);
  await page.getByRole('textbox', { name: 'Subject' }).fill('Your web shop');
  await page.getByRole('textbox', { name: 'Text' }).fill('Dear Clara,\n\nthank you for asking. We would do:\n\n- the design\n- the shop\n\nOlga');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'references.txt', mimeType: 'text/plain', buffer: Buffer.from('Shops we made') });
  await page.getByText('references.txt').waitFor();
  await shot(page, 'day-mail');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('The mail is on its way.').waitFor();
  await until(() => sink.mails.length === 1);
  const sent = sink.mails[0] ?? '';
  expect(sent).toContain('<li>the design</li>');
  expect(sent).toContain('references.txt');
  await page.getByRole('button', { name: 'We wrote: Your web shop', exact: true }).waitFor({ timeout: 20_000 });

  // The answer arrives at the mail server, and stands on the timeline of the deal.
  const id = /^Message-ID: (<[^>]+>)/im.exec(sent)?.[1] ?? '';
  expect(id).not.toBe('');
  imap.put(
    [`From: Clara Chief <${clara}>`, `To: sales-${run}@example.com`, 'Subject: Re: Your web shop', `Message-ID: <answer-${run}@client.example>`, `In-Reply-To: ${id}`, '', 'Sounds good. Please send us a quote.', ''].join('\r\n'),
  );
  await call('POST', `/api/crm/v1/mailboxes/${mailbox}/read`, {});
  await page.getByRole('button', { name: 'They wrote: Re: Your web shop', exact: true }).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'They wrote: Re: Your web shop', exact: true }).click();
  await page.getByRole('dialog').getByText('Please send us a quote.').waitFor();
  await page.getByRole('dialog').getByRole('link', { name: 'references.txt' }).waitFor();
  await expectNoAxe(page);
  await shot(page, 'day-answer');
  await page.keyboard.press('Escape');

  // A quote is written and sent.
  await page.getByRole('region', { name: 'Quotes' }).getByRole('button', { name: 'New quote' }).click();
  const draft = page.getByRole('dialog', { name: /^Quote Q-/ });
  await draft.getByRole('button', { name: 'Add line' }).click();
  const line = page.getByRole('dialog', { name: 'Add line' });
  await line.getByRole('textbox', { name: 'What is sold' }).fill('Web shop');
  await line.getByRole('textbox', { name: 'Agreed price' }).fill('8000');
  await line.getByRole('button', { name: 'Save' }).click();
  await draft.getByText('Web shop').first().waitFor();
  await draft.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('The draft is saved.').waitFor();
  await draft.getByRole('button', { name: 'Send' }).click();
  const address = await draft.getByRole('textbox', { name: 'Address for the client' }).inputValue();

  // The client reads and accepts it, without a log-in.
  const client = await stranger(new URL(address).pathname);
  await client.getByRole('button', { name: 'Accept' }).click();
  const yes = client.getByRole('dialog', { name: 'Accept this quote' });
  await yes.getByRole('textbox', { name: 'Your name' }).fill('Clara Chief');
  await yes.getByRole('button', { name: 'Accept and order' }).click();
  await client.getByText(/Clara Chief accepted this quote/).waitFor();
  expectQuiet(client);
  await leave(client);

  // The deal is won by itself, and its project is there.
  await draft.getByText('The deal was won with it.').waitFor({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await page.getByText('Won', { exact: true }).first().waitFor();
  const chain = page.getByRole('region', { name: 'What it set in motion' });
  for (const step of ['project', 'schedule', 'budget']) await chain.locator(`[data-link="${step}"][data-state="done"]`).waitFor({ timeout: 40_000 });
  await settled(page);
  await shot(page, 'day-won');
  expectQuiet(page);
  expect(deal).toContain('/crm/deals/');
  await page.goto(`${base}/projects`);
  await page.getByText(`Web shop ${run}`).first().waitFor();
  await shot(page, 'day-project');
  await leave(page);
});

test('a mail from somebody unknown becomes a lead, another is thrown away, and an address is taken off the list again', { timeout: 180_000 }, async () => {
  const raw = (from: string, subject: string) => [`From: ${from}`, `Subject: ${subject}`, `Message-ID: <${subject}-${run}@x.example>`, '', 'Hello there', ''].join('\r\n');
  imap.put(raw(`Nora New <nora-${run}@new.example>`, 'Question'));
  imap.put(raw(`Ad <ad-${run}@ad.example>`, 'Advertisement'));
  const page = await open('/crm/leads/mails');
  await page.getByRole('button', { name: 'Look for new mails' }).click();
  await page.getByText('New mails come in within seconds.').waitFor();
  await page.getByRole('button', { name: 'File “Question”' }).waitFor({ timeout: 120_000 });
  await shot(page, 'unfiled');
  // The search finds it from anywhere, and leads to it where it waits.
  await page.goto(`${base}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search, or do something' }).fill('question');
  await page.getByRole('group', { name: 'Mails to file' }).getByRole('option', { name: /Question/ }).click();
  await page.getByRole('dialog').getByText('Hello there').waitFor();
  await expectNoAxe(page);
  await shot(page, 'unfiled-found');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'File “Question”' }).click();
  await page.getByRole('dialog').getByText('What it is about').waitFor();
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Make a lead of Nora New' }).click();
  await page.getByText('The mail is filed.').waitFor();
  await page.getByRole('button', { name: 'Throw away “Advertisement”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Throw away', exact: true }).click();
  await page.getByText('Nothing to file').waitFor();
  await page.goto(`${base}/crm/leads`);
  await rowOf(page, 'Nora New').waitFor();

  await page.goto(`${base}/crm/leads/suppressions`);
  await page.getByRole('button', { name: 'Add an address' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Address' }).fill(`nora-${run}@new.example`);
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('asked on the phone');
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('asked on the phone').waitFor();
  await page.getByRole('textbox', { name: 'Find an address' }).fill('nobody');
  await page.getByText('asked on the phone').waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Find an address' }).fill('NORA');
  await page.getByRole('button', { name: `Take nora-${run}@new.example off the list` }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('asked again');
  await page.getByRole('dialog').getByRole('button', { name: 'Take off the list' }).click();
  await page.getByText('The address is off the list.').waitFor();
  await shot(page, 'suppressions');
  expectQuiet(page);
  await leave(page);
});

test('a rule is given to a sequence, a contact is enrolled on their page, and the servers of a mailbox are tried out', async () => {
  const sequence = await call<{ sequence_id: string }>('POST', '/api/crm/v1/sequences', { name: 'Stay in touch', mailbox_id: mailbox, steps: [{ content: { kind: 'wait', days: 300, hours: 0 } }, { content: { kind: 'task', title: 'Call them', due_in_days: 1 } }] });
  const at = `/api/crm/v1/sequences/${sequence.sequence_id}`;
  await call('POST', `${at}/publish`, {});
  await call('POST', `${at}/stand`, { status: 'active' });
  const page = await open(`/crm/leads/sequences?sequence=${sequence.sequence_id}`);
  const rule = page.getByRole('region', { name: 'Who comes in, and what ends it' });
  await rule.getByRole('combobox', { name: 'Enrols by itself' }).or(rule.getByRole('textbox', { name: 'Enrols by itself' })).first().click();
  await page.getByRole('option', { name: 'Leads' }).click();
  await rule.getByRole('textbox', { name: 'From the source' }).fill('Fair');
  await shot(page, 'rule');
  await rule.getByRole('button', { name: 'Save the rule' }).click();
  await page.getByText('The rule is saved.').waitFor();
  expect((await call<{ rule: { source: string } }>('GET', at)).rule.source).toBe('Fair');

  const { contact_id } = await call<{ contact_id: string }>('POST', '/api/crm/v1/contacts', { name: 'Cora Contact', email: `cora-${run}@client.example` });
  await page.goto(`${base}/crm/contacts/${contact_id}`);
  const section = page.getByRole('region', { name: 'Sequences' });
  await section.getByRole('combobox', { name: 'Choose a sequence' }).or(section.getByRole('textbox', { name: 'Choose a sequence' })).first().click();
  await page.getByRole('option', { name: 'Stay in touch' }).click();
  await section.getByRole('button', { name: 'Enrol' }).click();
  await section.getByText('under way', { exact: false }).waitFor();
  await shot(page, 'enrolled');
  await section.getByRole('button', { name: 'Take out of Stay in touch' }).click();
  await section.getByText('a colleague took them out', { exact: false }).waitFor();

  await page.goto(`${base}/crm/settings?tab=mail`);
  await page.getByRole('button', { name: 'Change Sales' }).click();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('Sending works: the log-in was accepted.').waitFor();
  await page.getByText('Reading works: the log-in was accepted.').waitFor();
  await page.getByText('Folders there: INBOX').waitFor();
  await expectNoAxe(page);
  await shot(page, 'mailbox-imap');
  expectQuiet(page);
  await leave(page);
});

test('the pages fit and can be read on a phone, in Hungarian', async () => {
  const page = await open('/', narrow);
  for (const path of ['/crm/leads/mails', '/crm/leads/suppressions', '/crm/settings?tab=mail']) {
    await walk(page, path);
    await settled(page);
    await expectNoOverflow(page);
    await expectNoAxe(page);
    await shot(page, `day${path.replaceAll(/\W/g, '-')}`);
    expectQuiet(page);
  }
  await leave(page);
});
