/* Privacy: a consent is written down and taken back, a person's data is taken out, a person is erased, and rules are set. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, walk, type Call } from './harness.ts';

const run = Date.now().toString(36);
let call: Call;

beforeAll(async () => {
  await start();
  call = await ownOrganization(`Private ${run}`);
});
afterAll(stop);

const newContact = (name: string) => call<{ contact_id: string }>('POST', '/api/crm/v1/contacts', { name, email: `${name.toLowerCase().replace(' ', '.')}@client.example` });
const section = (page: Page, name: string) => page.getByRole('region', { name });

test('a consent is written down, shown, and taken back', async () => {
  const { contact_id } = await newContact('Carol Consent');
  const page = await open(`/crm/contacts/${contact_id}`);
  await section(page, 'Consents').getByRole('button', { name: 'Add consent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add consent' });
  await dialog.getByRole('textbox', { name: 'Purpose' }).fill('Newsletter');
  await dialog.getByRole('button', { name: 'Write down' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('textbox', { name: 'How they agreed' }).fill('By telephone');
  await dialog.getByRole('textbox', { name: 'The words they agreed to' }).fill('You may write to me.');
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Write down' }).click();
  await section(page, 'Consents').getByText('You may write to me.').waitFor();
  await page.getByRole('button', { name: 'Take back: Newsletter' }).click();
  const back = page.getByRole('dialog', { name: 'Consent taken back' });
  await back.getByRole('textbox', { name: 'How they said so' }).fill('She called.');
  await back.getByRole('button', { name: 'Take back' }).click();
  await section(page, 'Consents').getByText(/taken back .* She called\./).waitFor();
  await shot(page, 'privacy-consents');
  expectQuiet(page);
});

test('a copy of the data is made and fetched', async () => {
  const { contact_id } = await newContact('Edit Export');
  const page = await open(`/crm/contacts/${contact_id}`);
  await section(page, 'Privacy').getByRole('button', { name: 'Export data' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the data of Edit Export' });
  await dialog.getByRole('textbox', { name: 'Who asked, and how' }).fill('She wrote on Monday');
  await dialog.getByRole('button', { name: 'Make archive' }).click();
  const link = dialog.getByRole('link', { name: 'Fetch the archive' });
  await link.waitFor();
  await expectNoAxe(page);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^person-.*\.zip$/);
  expectQuiet(page);
});

test('a person is erased once their name was typed, and the list says who did it and why', async () => {
  const { contact_id } = await newContact('Frida Forgotten');
  await call('POST', '/api/crm/v1/activities', { about: [{ contact_id }], content: { kind: 'note', text: 'Frida likes tea' } });
  const page = await open(`/crm/contacts/${contact_id}`);
  await section(page, 'Privacy').getByRole('button', { name: 'Erase' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase Frida Forgotten' });
  await dialog.getByText('1 contact becomes unknown').waitFor();
  await dialog.getByText('1 note, call or meeting is emptied').waitFor();
  await dialog.getByRole('textbox', { name: 'Who asked, and how' }).fill('Frida Forgotten wrote a letter');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('textbox', { name: 'Type “Frida Forgotten” to confirm' }).fill('Frida Forgotten');
  await expectNoAxe(page);
  await shot(page, 'privacy-erase');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await section(page, 'Erased person').waitFor();
  await page.getByText('Frida likes tea').waitFor({ state: 'detached' });
  await shot(page, 'privacy-erased');
  expectQuiet(page);

  const settings = await open('/crm/settings?tab=privacy');
  await section(settings, 'Erasures').getByText('They asked for it · … wrote a letter').waitFor();
  await section(settings, 'Exports of persons').getByText('She wrote on Monday').waitFor();
  expectQuiet(settings);
});

test('rules are set, and somebody is kept whatever they say', async () => {
  const { lead_id } = await call<{ lead_id: string }>('POST', '/api/crm/v1/leads', { name: 'Henry Held', email: 'henry@client.example' });
  const page = await open(`/crm/leads/${lead_id}`);
  await section(page, 'Privacy').getByRole('button', { name: 'Keep' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep Henry Held' });
  await dialog.getByRole('textbox', { name: 'Why' }).fill('A dispute');
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await page.getByText('Henry Held is kept.').waitFor();

  const settings = await open('/crm/settings?tab=privacy');
  const months = settings.getByRole('textbox', { name: 'Open leads with whom nothing happened (months)' });
  await months.fill('0');
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByRole('link', { name: 'A whole number from 1 to 240, or nothing' }).waitFor();
  await months.fill('24');
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByText('The rules are saved.').waitFor();
  await section(settings, 'Who is kept').getByRole('link', { name: 'Henry Held' }).waitFor();
  await settings.getByRole('button', { name: 'Lift: Henry Held' }).click();
  await settings.getByText('Nobody is held').waitFor();
  expectQuiet(settings);
});

test('its pages are in order on a phone, in Hungarian', async () => {
  const { contact_id } = await newContact('Iris Ibolya');
  await call('POST', `/api/crm/v1/contacts/${contact_id}/consents`, { purpose: 'Newsletter', basis: 'consent', how: 'By telephone', text: 'You may write to me.' });
  const page = await open('/', narrow);
  for (const path of [`/crm/contacts/${contact_id}`, '/crm/settings?tab=privacy']) {
    await walk(page, path);
    await settled(page);
    await expectNoAxe(page);
    await expectNoOverflow(page);
    await shot(page, `privacy-${path.includes('settings') ? 'settings' : 'contact'}`);
    expectQuiet(page);
  }
  await leave(page);
});
