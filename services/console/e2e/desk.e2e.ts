/*
 * The desk: mails that wait, failed or may have been sent are seen and settled; tasks are found, changed, handed over and dropped;
 * quotes that run out are seen and mailed; records that are the same are merged, and parted again.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, until, walk, type Call } from './harness.ts';
import { startSink, type Sink } from './sink.ts';

let sink: Sink;
let call: Call;
let box = '';
let contact = '';
let deal = '';
const run = Date.now().toString(36);
const mailOf = (name: string) => `${name}-${run}@client.example`;
const unsent = (page: Page) => page.getByRole('region', { name: 'Mails not sent, or in doubt' });

type Mail = { readonly mail_id: string; readonly status: string };
const write = (subject: string, about: unknown[], more: object = {}) => call<Mail>('POST', '/api/crm/v1/mails', { mailbox_id: box, to: [mailOf('bob')], subject, body: 'Hello Bob', about, ...more });
const stands = async (id: string, status: string) => (await call<Mail>('GET', `/api/crm/v1/mails/${id}`)).status === status;

beforeAll(async () => {
  await start();
  sink = await startSink();
  call = await ownOrganization(`Desk ${run}`, 'Dora Desk');
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  box = (
    await call<{ mailbox_id: string }>('POST', '/api/crm/v1/mailboxes', {
      name: 'Sales',
      address: `sales-${run}@example.com`,
      smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
      window: { days, from: '00:00:00', to: '23:59:00' },
    })
  ).mailbox_id;
  const { account_id } = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: `Client ${run}` });
  contact = (await call<{ contact_id: string }>('POST', '/api/crm/v1/contacts', { name: 'Bob Miller', email: mailOf('bob'), account_id })).contact_id;
  const line = { name: 'Build', vat_rate: '27', billing: { kind: 'fixed', price: { amount: '1000', currency: 'EUR' }, budget_hours: '80' } };
  deal = (await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name: 'Relaunch', account_id, contact_id: contact, lines: [line] })).deal_id;
});
afterAll(async () => {
  sink.close();
  await stop();
});

test('a mail that may have been sent is shown where it belongs, told of, and settled', async () => {
  sink.be('hangs up');
  const { mail_id } = await write('Offer', [{ deal_id: deal }]);
  await until(() => stands(mail_id, 'in_doubt'));
  const page = await open(`/crm/deals/${deal}`);
  await unsent(page).getByText('may have been sent').waitFor();
  await shot(page, 'desk-strip');
  await unsent(page).getByRole('link', { name: 'All mails' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mails' }).waitFor();
  await page.getByRole('grid', { name: 'Mails' }).getByText('Offer').waitFor();
  await shot(page, 'desk-mails');

  // The bell leads to the mail itself.
  await page.getByRole('button', { name: /^Notifications: 1 unread/ }).click();
  await page.getByRole('dialog', { name: 'Notifications' }).getByRole('button', { name: /A mail did not arrive, or nobody knows/ }).click();
  const thread = page.getByRole('dialog', { name: 'Conversation: Offer' });
  await thread.getByText('It may have been sent').waitFor();
  await expectNoAxe(page);
  await thread.getByRole('button', { name: 'It was sent' }).click();
  await page.getByText('Noted.').waitFor();
  expect(sink.mails).toHaveLength(1);
  await page.goto(page.url().replace(/\/crm\/.*/, `/crm/deals/${deal}`));
  await page.getByRole('button', { name: 'We wrote: Offer', exact: true }).waitFor();
  expect(await unsent(page).count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('a sequence that waits for a mail leads to it, and goes on once it is known what became of it', async () => {
  sink.be('hangs up');
  const before = sink.mails.length;
  const sequence = await call<{ sequence_id: string; version: number }>('POST', '/api/crm/v1/sequences', {
    name: 'Nurture',
    mailbox_id: box,
    steps: [{ content: { kind: 'mail', subject: 'Shall we talk?', body: 'Dear {{first_name}}', continues: false } }, { content: { kind: 'wait', days: 3, hours: 0 } }],
  });
  const at = `/api/crm/v1/sequences/${sequence.sequence_id}`;
  const published = await call<{ version: number }>('POST', `${at}/publish`, undefined, sequence.version);
  await call('POST', `${at}/stand`, { status: 'active' }, published.version);
  await call('POST', '/api/crm/v1/enrolments', { sequence_id: sequence.sequence_id, contact_id: contact });
  const inDoubt = async () => (await call<{ items: Mail[] }>('GET', '/api/crm/v1/mails?status=in_doubt')).items;
  await until(async () => (await inDoubt()).length === 1);
  const page = await open(`/crm/leads/sequences?sequence=${sequence.sequence_id}`);
  const people = page.getByRole('region', { name: 'Who goes through it' });
  await people.getByRole('button', { name: 'waits for its mail' }).click();
  const thread = page.getByRole('dialog', { name: 'Conversation: Shall we talk?' });
  sink.be('takes');
  await thread.getByRole('button', { name: 'It was not; send it' }).click();
  await until(() => sink.mails.length === before + 2);
  await until(async () => (await inDoubt()).length === 0);
  await thread.getByRole('button', { name: 'Close' }).click();
  await people.getByText('next:').waitFor();
  expect(await people.getByRole('button', { name: 'waits for its mail' }).count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('a mail goes out later, and is taken back; one that failed is written again', async () => {
  sink.be('takes');
  const page = await open(`/crm/contacts/${contact}`);
  await page.getByRole('button', { name: 'Mail', exact: true }).click();
  await until(async () => (await page.getByRole('textbox', { name: 'To', exact: true }).inputValue()) !== '');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Season’s greetings');
  await page.getByRole('textbox', { name: 'Text' }).fill('All the best');
  await page.getByRole('checkbox', { name: 'Send later' }).check();
  await page.getByRole('textbox', { name: 'At' }).fill('8.15');
  await shot(page, 'desk-later');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText(/^The mail goes out .* 08:15\./).waitFor();
  await unsent(page).getByRole('button', { name: 'Open: Season’s greetings' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await page.getByText('The mail was taken back.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await until(async () => (await unsent(page).count()) === 0);

  sink.be('refuses');
  const { mail_id } = await write('Reminder', [{ contact_id: contact }]);
  await until(() => stands(mail_id, 'failed'));
  await unsent(page).getByText('not sent').waitFor();
  await unsent(page).getByRole('button', { name: 'Open: Reminder' }).click();
  const thread = page.getByRole('dialog', { name: 'Conversation: Reminder' });
  await thread.getByRole('button', { name: 'Write it again' }).click();
  expect(await thread.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('Hello Bob');
  sink.be('takes');
  const before = sink.mails.length;
  await thread.getByRole('textbox', { name: 'To', exact: true }).fill(mailOf('robert'));
  await expectNoAxe(page);
  await thread.getByRole('button', { name: 'Send', exact: true }).click();
  await until(() => sink.mails.length === before + 1);
  expect(sink.mails.at(-1)).toContain(mailOf('robert'));
  await thread.getByRole('button', { name: 'Close' }).click();
  await until(async () => (await unsent(page).count()) === 0);
  expectQuiet(page);
  await leave(page);
});

test('tasks are planned with a rhythm, changed, handed over, ticked off and dropped', async () => {
  await call('POST', '/api/identity/v1/members', { name: 'Béla Kiss', email: `bela-${run}@example.com`, roles: ['sales'], password: `long-${run}-password` });
  await until(async () => (await call<{ items: unknown[] }>('GET', '/api/crm/v1/members')).items.length === 2);
  await call('POST', '/api/crm/v1/follow-ups', { title: 'Send the references', due_on: '2026-01-05', about: [{ deal_id: deal }] });
  const page = await open('/crm/tasks');
  const grid = page.getByRole('grid', { name: 'Tasks' });
  await grid.getByRole('row', { name: /Send the references/ }).getByRole('link', { name: 'Relaunch' }).waitFor();
  await page.keyboard.press('c');
  const fresh = page.getByRole('dialog', { name: 'New task' });
  await fresh.getByRole('textbox', { name: 'What is to be done' }).fill('Weekly report');
  await fresh.getByRole('combobox', { name: 'Comes again' }).click();
  await page.getByRole('option', { name: 'Every week' }).click();
  await fresh.getByRole('textbox', { name: 'Every how many' }).fill('2');
  await fresh.getByRole('checkbox', { name: 'Mon' }).check();
  await fresh.getByRole('checkbox', { name: 'Thu' }).check();
  await fresh.getByRole('combobox', { name: 'Ends' }).click();
  await page.getByRole('option', { name: 'After so many times' }).click();
  await fresh.getByRole('textbox', { name: 'How many times in all' }).fill('6');
  await expectNoAxe(page);
  await shot(page, 'desk-task');
  await fresh.getByRole('button', { name: 'Save' }).click();
  const planned = grid.getByRole('row', { name: /Weekly report/ });
  await planned.waitFor();
  type Tasks = { items: { title: string; owner_id: string; recurrence: object | null; status: string }[] };
  const known = async (title: string) => (await call<Tasks>('GET', '/api/crm/v1/follow-ups?limit=100')).items.find((one) => one.title === title);
  expect((await known('Weekly report'))?.recurrence).toMatchObject({ frequency: 'weekly', interval: 2, weekdays: ['monday', 'thursday'], count: 6 });
  await shot(page, 'desk-tasks');

  await grid.getByRole('row', { name: /Send the references/ }).getByText('Send the references').click();
  const task = page.getByRole('dialog', { name: 'Change: Send the references' });
  await task.getByRole('textbox', { name: 'What is to be done' }).fill('Send the three references');
  await task.getByRole('combobox', { name: 'By whom' }).click();
  await page.getByRole('option', { name: 'Béla Kiss' }).click();
  await expectNoAxe(page);
  await task.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved: Send the three references').waitFor();
  // It is Béla's now, so it is no longer among one's own.
  await until(async () => (await grid.getByRole('row', { name: /references/ }).count()) === 0);
  await page.getByRole('button', { name: 'Everybody’s' }).click();
  await grid.getByRole('row', { name: /Send the three references/ }).getByText('Béla Kiss').waitFor();
  await page.getByRole('button', { name: 'Overdue' }).click();
  await until(async () => (await grid.getByRole('row', { name: /Weekly report/ }).count()) === 0);
  await page.getByRole('button', { name: 'Done: Send the three references' }).click();
  await page.getByText('Nothing matches').or(page.getByText('Overdue').last()).first().waitFor();
  await until(async () => (await known('Send the three references'))?.status === 'done');

  await page.goto(page.url().replace(/\/crm\/.*/, '/crm/tasks'));
  await planned.getByText('Weekly report').click();
  await page.getByRole('button', { name: 'Drop it and all that would follow' }).click();
  await page.getByText('Dropped: Weekly report').waitFor();
  await until(async () => (await known('Weekly report'))?.status === 'cancelled');
  await page.getByRole('button', { name: 'Undo' }).click();
  await planned.waitFor();
  expectQuiet(page);
  await leave(page);
});

test('what was written down is corrected where it stands', async () => {
  await call('POST', '/api/crm/v1/activities', { about: [{ contact_id: contact }], content: { kind: 'call', direction: 'outgoing', outcome: 'reached', duration_minutes: 5, text: 'They want thre offers' } });
  const page = await open(`/crm/contacts/${contact}`);
  await page.getByText('They want thre offers').waitFor();
  await page.getByRole('button', { name: 'Correct: We called' }).click();
  await page.getByRole('textbox', { name: 'What was said or agreed' }).fill('They want three offers');
  await page.getByRole('textbox', { name: 'Minutes' }).fill('15');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Corrected.').waitFor();
  await page.getByText('They want three offers').waitFor();
  await page.getByText('15 minutes').waitFor();
  expectQuiet(page);
  await leave(page);
});

test('quotes that run out are seen, and mailed with their address', async () => {
  sink.be('takes');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  type Quote = { quote_id: string; number: string; version: number };
  const quote = async (valid_until: string) => {
    const draft = await call<Quote>('POST', '/api/crm/v1/quotes', { deal_id: deal, valid_until, language: 'hu' });
    return call<Quote>('POST', `/api/crm/v1/quotes/${draft.quote_id}/send`, {}, draft.version);
  };
  const [soon, late] = [await quote(day(3)), await quote(day(40))];
  const page = await open('/crm/quotes');
  const grid = page.getByRole('grid', { name: 'Quotes' });
  await grid.getByText(late.number).waitFor();
  await shot(page, 'desk-quotes');
  await page.getByRole('button', { name: 'Runs out within 7 days' }).click();
  await until(async () => (await grid.getByText(late.number).count()) === 0);
  await grid.getByText(soon.number).click();
  const dialog = page.getByRole('dialog', { name: `Quote ${soon.number}` });
  await dialog.getByRole('button', { name: 'Write mail with the link' }).click();
  await until(async () => (await dialog.getByRole('textbox', { name: 'To', exact: true }).inputValue()) === mailOf('bob'));
  expect(await dialog.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe(`${soon.number} ajánlatunk: Relaunch`);
  const address = await dialog.getByRole('textbox', { name: 'Address for the client' }).inputValue();
  expect(await dialog.getByRole('textbox', { name: 'Text' }).inputValue()).toContain(address);
  await expectNoAxe(page);
  await shot(page, 'desk-quote-mail');
  const before = sink.mails.length;
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await until(() => sink.mails.length === before + 1);
  expectQuiet(page);
  await leave(page);
});

test('lists of other services have views, too, and heads put a table in order', async () => {
  const page = await open('/invoices?status=issued');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Save as a view…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name of the view' }).fill('Issued ones');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Issued ones' }).waitFor();
  await call('POST', '/api/crm/v1/exchange-rates', { currency: 'HUF', on: '2026-01-01', rate: '0.0025' });
  await walk(page, '/crm/forecast?tab=setup');
  const head = page.getByRole('columnheader', { name: 'Currency' });
  await head.getByRole('button').press('Enter');
  await page.waitForURL(/rates=currency/);
  expect(await head.getAttribute('aria-sort')).toBe('ascending');
  expectQuiet(page);
  await leave(page);
});

test('lists are sorted by their columns, kept as views and taken out as files', async () => {
  const page = await open('/crm/quotes');
  const grid = page.getByRole('grid', { name: 'Quotes' });
  await grid.getByRole('columnheader', { name: 'Net' }).getByRole('button').click();
  await page.waitForURL(/sort=-net/);
  await page.getByRole('textbox', { name: 'Number, title, deal or client' }).fill('relaunch');
  await page.waitForURL(/q=relaunch/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Save as a view…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name of the view' }).fill('Largest of Relaunch');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Everybody may look through it' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Largest of Relaunch' }).waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const csv = page.getByRole('link', { name: 'For other programs (CSV)' });
  expect(await csv.getAttribute('href')).toContain('/exports/quotes.csv?q=relaunch&sort=-net');
  await shot(page, 'desk-export');
  const [file] = await Promise.all([page.waitForEvent('download'), csv.click()]);
  const { readFile } = await import('node:fs/promises');
  const rows = (await readFile((await file.path()) ?? '', 'utf8')).trim().split('\n');
  expect(rows[0]).toContain('Number,Version,Title,Deal,Company');
  expect(rows.slice(1).every((row) => row.includes('Relaunch'))).toBe(true);
  expect(rows.length).toBeGreaterThan(2);

  await walk(page, '/crm/tasks?all=true&status=any');
  await page.getByRole('grid', { name: 'Tasks' }).getByRole('columnheader', { name: 'Task' }).getByRole('button').click();
  await page.waitForURL(/sort=title/);
  await page.getByRole('button', { name: 'Export' }).click();
  expect(await page.getByRole('link', { name: 'For other programs (CSV)' }).getAttribute('href')).toContain('/exports/follow-ups.csv?sort=title');
  expectQuiet(page);
  await leave(page);
});

test('a price list is looked through, and a line finds a product however many there are', async () => {
  for (let number = 10; number < 32; number++) {
    await call('POST', '/api/crm/v1/products', {
      name: `Part ${number}`, code: `P-${number}-${run}`, unit: 'piece', billing: 'one_off', vat_rate: '27', prices: [{ amount: { amount: String(200 - number), currency: 'EUR' }, valid_from: '2020-01-01' }],
    });
  }
  const page = await open('/crm/settings?tab=products');
  const grid = page.getByRole('grid', { name: 'Products' });
  await grid.getByRole('columnheader', { name: 'Price' }).getByRole('button').click();
  await page.waitForURL(/sort=-price/);
  await until(async () => (await grid.getByRole('row').nth(1).textContent())?.includes('Part 10') === true);
  await shot(page, 'desk-products');
  await page.getByRole('textbox', { name: 'Name, code or description' }).fill('P-31');
  await until(async () => (await grid.getByRole('row').count()) === 2);
  await page.getByRole('button', { name: 'Take Part 31 out of use' }).click();
  await page.getByText('Part 31 is out of use.').first().waitFor();
  await page.getByRole('button', { name: 'Also out of use' }).click();
  await page.getByRole('button', { name: 'Take Part 31 into use again' }).click();
  await page.getByText('Part 31 is in use again.').first().waitFor();

  await walk(page, `/crm/deals/${deal}`);
  await page.getByRole('button', { name: 'Add line' }).click();
  const dialog = page.getByRole('dialog');
  const pick = dialog.getByRole('combobox', { name: 'Product' });
  await pick.click();
  expect(await page.getByRole('option').count()).toBe(20);
  await pick.fill('Part 31');
  await page.getByRole('option', { name: /Part 31/ }).click();
  await until(async () => (await dialog.getByRole('textbox', { name: 'What is sold' }).first().inputValue()) === 'Part 31');
  expectQuiet(page);
  await leave(page);
});

test('two accounts that look different and both bought are merged, and parted again later', async () => {
  const bought = async (name: string) => {
    const { account_id } = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name });
    const line = { name: 'Domain', vat_rate: '27', billing: { kind: 'one_off', quantity: '1', unit_price: { amount: '500', currency: 'EUR' } } };
    const sold = await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name: `Sold to ${name}`, account_id, lines: [line] });
    await call('POST', `/api/crm/v1/deals/${sold.deal_id}/win`, {});
    return account_id;
  };
  const account_id = await bought(`Northwind ${run}`);
  const other = await bought(`Südwind ${run}`);
  const page = await open(`/crm/accounts/${account_id}`);
  await page.getByRole('button', { name: 'Merge with…' }).click();
  const pick = page.getByRole('combobox', { name: 'The other account' });
  // The search hears of a new account a moment later.
  await until(async () => {
    await pick.fill('');
    await pick.fill('Südwind');
    return page.getByRole('option', { name: `Südwind ${run}` }).waitFor({ timeout: 2_000 }).then(() => true, () => false);
  });
  await page.getByRole('option', { name: `Südwind ${run}` }).click();
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('issued invoices stay as they are').waitFor();
  await expectNoAxe(page);
  await shot(page, 'desk-merge');
  await page.getByRole('dialog', { name: 'Make one of two' }).getByRole('button', { name: 'Merge', exact: true }).click();
  const merged = page.getByRole('region', { name: 'Merged into this one' });
  await merged.getByRole('link', { name: `Südwind ${run}` }).waitFor();
  await page.reload();
  await merged.getByRole('link', { name: `Südwind ${run}` }).waitFor();
  await shot(page, 'desk-merged');
  await page.getByRole('link', { name: `Sold to Südwind ${run}`, exact: true }).waitFor();
  // What was sold to both is counted here; the other one says so.
  await until(async () => {
    await page.reload();
    const figure = page.getByRole('region', { name: 'Figures' }).getByText('1,000').first();
    return figure.waitFor({ timeout: 3_000 }).then(() => true, () => false);
  });
  await walk(page, `/crm/accounts/${other}`);
  await page.getByText('are counted with the one that goes on').waitFor();
  await page.getByRole('link', { name: 'It was merged; this is the one that goes on.' }).click();
  await merged.getByRole('button', { name: 'Undo the merge' }).click();
  await page.getByText('The merge is undone.').waitFor();
  await until(async () => (await merged.count()) === 0);
  expectQuiet(page);
  await leave(page);
});

test('a pipeline that was put out of use is taken into use again', async () => {
  const made = await call<{ pipeline_id: string; version: number }>('POST', '/api/crm/v1/pipelines', { name: 'Partners', stages: [{ name: 'Talk', odds_percent: 20 }] });
  await call('POST', `/api/crm/v1/pipelines/${made.pipeline_id}/archive`, {}, made.version);
  const page = await open('/crm/settings');
  await page.getByRole('button', { name: 'Take Partners into use again' }).click();
  await page.getByText('Partners is in use again.').waitFor();
  await page.getByRole('button', { name: 'Change Partners' }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('the pages fit and can be read on a phone, in Hungarian', async () => {
  const page = await open('/', narrow);
  for (const path of [`/crm/deals/${deal}`, `/crm/contacts/${contact}`]) {
    await walk(page, path);
    await settled(page);
    await expectNoOverflow(page);
    await expectNoAxe(page);
    expectQuiet(page);
    await shot(page, `desk${path.split('?')[0]?.replaceAll('/', '-').slice(0, 16)}`);
  }
  await leave(page);
});
