/* Talking with clients: writing down by keyboard, mentions that arrive, my day worked off by keys, hand-over, what is forgotten, files, the calendar. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectQuiet, leave, logIn, open, ownOrganization, settled, shot, start, stop, until, type Call, type Cookies } from './harness.ts';

let call: Call;
let colleague: Cookies;
let account = '';
const run = Date.now().toString(36);
const password = `long-${run}-password`;
let made = 0;
/** A word that no other test has, nor the same one when it is tried again. */
const own = () => `${run}-${(made += 1)}`;
/** A deal for one test alone. */
const openDeal = async (name: string, more: object = {}) => (await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name, account_id: account, ...more })).deal_id;
const memberOf = async (name: string) => (await call<{ items: { member_id: string; name: string }[] }>('GET', '/api/crm/v1/members')).items.find((one) => one.name === name)?.member_id;

beforeAll(async () => {
  await start();
  // The demo stays as it is.
  call = await ownOrganization(`Talk ${run}`, 'Vera Test');
  await call('POST', '/api/identity/v1/members', { name: 'Béla Kiss', email: `bela-${run}@example.com`, roles: ['sales'], password });
  account = (await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: `Buyer ${run}` })).account_id;
  // Sales hears of a new member a moment later.
  await until(async () => (await call<{ items: unknown[] }>('GET', '/api/crm/v1/members')).items.length === 2);
  colleague = await logIn(`bela-${run}@example.com`, password);
});
afterAll(stop);

test('a note is written by keys, mentions a colleague, who is told at once', async () => {
  const word = own();
  const deal = await openDeal(`Relaunch ${word}`);
  const other = await open('/crm/day', {}, colleague);
  const bell = other.getByRole('button', { name: /^Notifications: \d+ unread$/ });
  const unread = async () => Number((await bell.getAttribute('aria-label'))?.match(/\d+/)?.[0]);
  await bell.waitFor();
  await settled(other);
  const before = await unread();
  const page = await open(`/crm/deals/${deal}`);
  await page.getByRole('region', { name: 'Timeline', exact: true }).getByText('Opened in').waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('n');
  const field = page.getByRole('textbox', { name: 'What was said or agreed' });
  await field.pressSequentially(`They like ${word}. Ask @bé`);
  await page.getByRole('option', { name: 'Béla Kiss' }).waitFor();
  await expectNoAxe(page);
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe(`They like ${word}. Ask @Béla Kiss `);
  await page.keyboard.press('Control+Enter');
  await page.getByText(`They like ${word}.`).waitFor();
  await page.getByText('For Béla Kiss').waitFor();
  // On the timeline of the account too.
  await page.goto(`${base}/crm/accounts/${account}`);
  await page.getByText(`They like ${word}.`).waitFor();

  await expect.poll(unread).toBe(before + 1);
  await bell.click();
  await other.getByText('Vera Test mentioned you').first().waitFor();
  await expectNoAxe(other);
  await shot(other, 'inbox');
  await other.getByRole('dialog', { name: 'Notifications' }).getByRole('button', { name: /mentioned you/ }).first().click();
  await other.waitForURL(`**/crm/deals/${deal}`);
  await expect.poll(unread).toBe(before);
  expectQuiet(page);
  expectQuiet(other);
  await leave(page);
  await leave(other);
});

test('calls and meetings are logged, filtered and removed', async () => {
  const page = await open(`/crm/deals/${await openDeal(`Calls ${own()}`)}`);
  const timeline = page.getByRole('region', { name: 'Timeline', exact: true });
  await timeline.getByRole('button', { name: 'Call', exact: true }).click();
  await page.getByRole('textbox', { name: 'Minutes' }).fill('x');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('A whole number from 0 to 1440.').waitFor();
  await page.getByRole('textbox', { name: 'Minutes' }).fill('12');
  await page.getByRole('textbox', { name: 'What was said or agreed' }).fill('Price is fine');
  await page.getByRole('button', { name: 'Save' }).click();
  await timeline.getByText('We called').waitFor();
  await timeline.getByText(/reached · 12 minutes/).waitFor();

  await timeline.getByRole('button', { name: 'Meeting', exact: true }).click();
  await page.getByRole('textbox', { name: 'What it is about' }).fill('Kick-off');
  await page.getByRole('textbox', { name: 'Where' }).fill('Their office');
  await page.getByRole('button', { name: 'Save' }).click();
  await timeline.getByText('Meeting: Kick-off').waitFor();

  await timeline.getByRole('button', { name: 'Calls', exact: true }).click();
  await expect.poll(() => timeline.getByText('Meeting: Kick-off').count()).toBe(0);
  await page.getByRole('button', { name: 'Remove: We called' }).click();
  await timeline.getByText('Removed', { exact: true }).waitFor();
  expect(await timeline.getByText('Price is fine').count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('my day is worked off by keys', async () => {
  // Nothing else is to be done, also when this is tried again.
  const { items } = await call<{ items: { follow_up_id: string; version: number }[] }>('GET', '/api/crm/v1/follow-ups?status=open');
  for (const one of items) await call('POST', `/api/crm/v1/follow-ups/${one.follow_up_id}/cancel`, {}, one.version);
  const word = own();
  const [first, second] = [`First ${word}`, `Second ${word}`];
  const page = await open('/crm/day');
  for (const title of [first, second]) {
    await page.getByRole('button', { name: 'New task' }).click();
    await page.getByRole('textbox', { name: 'What is to be done' }).fill(title);
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/Budapest' });
    await page.getByRole('textbox', { name: 'By', exact: true }).fill(today);
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('listitem').filter({ hasText: title }).waitFor();
  }
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('j');
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-row]')?.textContent ?? '');
  expect(await focused()).toContain(first);
  await page.keyboard.press('x');
  await page.getByText(`Done: ${first}`).first().waitFor();
  await expect.poll(focused).toContain(second);
  await page.keyboard.press('s');
  await page.getByText(new RegExp(`^Put off to .*: ${second}$`)).first().waitFor();
  await expect.poll(() => page.getByRole('listitem').filter({ hasText: second }).count()).toBe(0);
  await page.keyboard.press('Control+z');
  await page.getByRole('listitem').filter({ hasText: second }).waitFor();
  await shot(page, 'my-day');
  expectQuiet(page);
  await leave(page);
});

test('who hands a deal over says what was promised', async () => {
  const name = `Relaunch ${own()}`;
  const page = await open(`/crm/deals/${await openDeal(name, { owner_id: await memberOf('Vera Test') })}`);
  await page.getByRole('button', { name: 'Change. Owner' }).click();
  await page.getByRole('option', { name: 'Béla Kiss' }).click();
  const dialog = page.getByRole('dialog', { name: `Hand over: ${name}` });
  await dialog.getByText('Béla Kiss looks after it from now on').waitFor();
  await settled(page);
  await expectNoAxe(page);
  await dialog.getByRole('textbox', { name: 'What was promised to the client' }).fill('An answer by Friday');
  await dialog.getByRole('button', { name: 'Hand over', exact: true }).click();
  const timeline = page.getByRole('region', { name: 'Timeline', exact: true });
  await timeline.getByText('Handed over to Béla Kiss').waitFor();
  await timeline.getByText('Promised: An answer by Friday').waitFor();
  await timeline.getByText(`${name}: Béla Kiss looks after it`).waitFor();
  const other = await open('/crm/day', {}, colleague);
  await other.getByText('Vera Test hands over to you').first().waitFor();
  expectQuiet(page);
  await leave(page);
  await leave(other);
});

test('what is forgotten is mended where it stands', async () => {
  const name = `Forgotten ${own()}`;
  await openDeal(name, { owner_id: await memberOf('Béla Kiss') });
  const page = await open('/crm/forgotten');
  const row = page.getByRole('listitem').filter({ hasText: name });
  await row.getByText('No next step', { exact: true }).waitFor();
  await row.getByRole('button', { name: `I look after it: ${name}` }).click();
  await page.getByText(`You look after it: ${name}`).first().waitFor();
  await settled(page);
  await row.getByRole('button', { name: 'Add next step' }).click();
  await row.getByRole('textbox', { name: 'Next step' }).fill('Call');
  await page.keyboard.press('Enter');
  await expect.poll(() => row.count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('leads that nobody has and promises past their date are mended there, too', async () => {
  const word = own();
  await call('POST', '/api/crm/v1/leads', { name: `Lia ${word}`, company: `Lia ${word} Kft.` });
  await call('POST', '/api/crm/v1/follow-ups', { title: `Send deck ${word}`, due_on: '2026-01-20', owner_id: await memberOf('Vera Test'), about: [{ deal_id: await openDeal(`Deck ${word}`) }] });
  const page = await open('/crm/forgotten?kind=lead');
  const lead = page.getByRole('listitem').filter({ hasText: `Lia ${word}` });
  await lead.getByText('No active owner', { exact: true }).waitFor();
  await lead.getByRole('button', { name: `I look after it: Lia ${word}` }).click();
  await expect.poll(() => lead.getByText('No active owner', { exact: true }).count()).toBe(0);
  await lead.getByRole('button', { name: 'Add next step' }).click();
  await lead.getByRole('textbox', { name: 'Next step' }).fill('Call');
  await page.keyboard.press('Enter');
  await expect.poll(() => lead.count()).toBe(0);
  await page.goto(`${base}/crm/forgotten`);
  const promise = page.getByRole('listitem').filter({ hasText: `Send deck ${word}` });
  await promise.getByRole('link', { name: `Deck ${word}` }).waitFor();
  await settled(page);
  await shot(page, 'forgotten-kinds');
  await promise.getByRole('button', { name: `Done: Send deck ${word}` }).click();
  await expect.poll(() => promise.count()).toBe(0);
  expectQuiet(page);
  await leave(page);
});

test('a file is kept beside a deal, and a calendar has an address of its own', async () => {
  const word = own();
  await call('POST', '/api/crm/v1/follow-ups', { title: `Calendar ${word}`, due_on: '2026-12-01', owner_id: await memberOf('Vera Test') });
  const page = await open(`/crm/deals/${await openDeal(`Files ${word}`)}`);
  await page.getByLabel('Add a file').setInputFiles({ name: 'offer.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 offer') });
  await page.getByRole('link', { name: 'offer.pdf' }).waitFor();
  await page.getByText('File: offer.pdf').waitFor();
  await page.goto(`${base}/profile`);
  await page.getByRole('button', { name: /^Make an? (new )?address$/ }).click();
  const address = await page.getByText(/\/api\/crm\/v1\/public\/calendars\/.*\.ics$/).textContent();
  const answer = await fetch(address ?? '');
  expect(await answer.text()).toContain(`SUMMARY:Calendar ${word}`);
  await page.getByRole('button', { name: 'Make a new address' }).click();
  await expect.poll(async () => (await fetch(address ?? '')).status).toBe(404);
  expectQuiet(page);
  await leave(page);
});
