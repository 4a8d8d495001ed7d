/* A quote: written and sent by a seller, read and accepted by a client without a log-in, and the deal is won. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, expectNoAxe, expectNoOverflow, expectQuiet, leave, open, ownOrganization, settled, shot, start, stop, stranger, type Call } from './harness.ts';

const run = Date.now().toString(36);
let call: Call;

beforeAll(async () => {
  await start();
  call = await ownOrganization(`Quoting ${run}`);
});
afterAll(stop);

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const build = { name: 'Build', vat_rate: '27', billing: { kind: 'fixed', price: eur('1000'), budget_hours: '80' } };
const logo = { name: 'Logo', vat_rate: '5', optional: true, billing: { kind: 'one_off', quantity: '2', unit_price: eur('50') } };

async function newDeal(name: string) {
  const { account_id } = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: `Client of ${name}` });
  return call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name, account_id, lines: [build] });
}
const section = (page: Page) => page.getByRole('region', { name: 'Quotes' });

test('a seller sends a quote, the client accepts it, the deal is won and its chain begins', async () => {
  const { deal_id } = await newDeal('Website');
  const page = await open(`/crm/deals/${deal_id}`);
  await section(page).getByRole('button', { name: 'New quote' }).click();
  const dialog = page.getByRole('dialog', { name: /^Quote Q-/ });
  await dialog.getByRole('button', { name: 'Add line' }).click();
  const line = page.getByRole('dialog', { name: 'Add line' });
  await line.getByRole('textbox', { name: 'What is sold' }).fill('Logo');
  await line.getByRole('textbox', { name: 'Agreed price' }).fill('100');
  await line.getByRole('combobox', { name: 'In the offer' }).click();
  await page.getByRole('option', { name: 'The client may add it' }).click();
  await line.getByRole('textbox', { name: 'Description for the client' }).fill('In three colours.');
  await expectNoAxe(page);
  await line.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('In three colours.').waitFor();
  await dialog.getByRole('textbox', { name: 'Terms' }).fill('Payable within 8 days.');
  await dialog.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('The draft is saved.').waitFor();
  await expectNoAxe(page);
  await shot(page, 'quote-draft');
  await dialog.getByRole('button', { name: 'Send' }).click();
  const address = await dialog.getByRole('textbox', { name: 'Address for the client' }).inputValue();
  await dialog.getByText('Sent', { exact: true }).first().waitFor();
  await shot(page, 'quote-sent');

  const client = await stranger(new URL(address).pathname);
  await client.getByRole('heading', { level: 1, name: 'Website' }).waitFor();
  await client.getByText('€1,270.00').first().waitFor();
  await client.getByRole('checkbox', { name: 'Logo' }).check();
  await client.getByText('€1,397.00').first().waitFor();
  await expectNoAxe(client);
  await shot(client, 'quote-client');
  await client.getByRole('button', { name: 'Accept' }).click();
  const yes = client.getByRole('dialog', { name: 'Accept this quote' });
  await yes.getByRole('button', { name: 'Accept and order' }).click();
  await yes.getByText('Please fill this in.').waitFor();
  await expectNoAxe(client);
  await yes.getByRole('textbox', { name: 'Your name' }).fill('Clara Chief');
  await yes.getByRole('button', { name: 'Accept and order' }).click();
  await client.getByText(/Clara Chief accepted this quote/).waitFor();
  await shot(client, 'quote-accepted');
  expectQuiet(client);
  await leave(client);

  // The seller hears of it without asking.
  await dialog.getByText('The deal was won with it.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Won', { exact: true }).first().waitFor();
  await section(page).getByText('Accepted').waitFor();
  const chain = page.getByRole('region', { name: 'What it set in motion' });
  for (const step of ['project', 'schedule', 'budget']) await chain.locator(`[data-link="${step}"][data-state="done"]`).waitFor({ timeout: 40_000 });
  const deal = await call<{ status: string; lines: { name: string }[] }>('GET', `/api/crm/v1/deals/${deal_id}`);
  expect([deal.status, deal.lines.map((one) => one.name)]).toEqual(['won', ['Build', 'Logo']]);
  await shot(page, 'quote-won');
  expectQuiet(page);
  await leave(page);
});

test('the page of a client stands in both languages and widths, and says what cannot be done any more', async () => {
  for (const look of both) {
    const { deal_id } = await newDeal(`Portal ${look.language}`);
    const body = { deal_id, language: look.language, title: look.language === 'hu' ? 'Ügyfélportál' : 'Client portal', terms: 'One.\nTwo.', introduction: 'Thank you.', lines: [build, logo] };
    const quote = await call<{ quote_id: string; version: number }>('POST', '/api/crm/v1/quotes', body);
    const { path } = await call<{ path: string }>('POST', `/api/crm/v1/quotes/${quote.quote_id}/send`, {});
    const page = await stranger(path, look);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(look.language);
    await expectNoOverflow(page);
    await expectNoAxe(page);
    await shot(page, `quote-page-${look.language}-${look.theme}-${look.width}`);
    const seller = await open(`/crm/deals/${deal_id}`, look);
    const hungarian = look.language === 'hu';
    await seller.getByRole('region', { name: hungarian ? 'Ajánlatok' : 'Quotes' }).getByRole('button', { name: /Q-/ }).click();
    await seller.getByRole('dialog').getByText(hungarian ? 'Bruttó végösszeg' : 'Total with VAT').waitFor();
    await settled(seller);
    await expectNoOverflow(seller);
    await expectNoAxe(seller);
    await shot(seller, `quote-seller-${look.language}-${look.theme}-${look.width}`);
    expectQuiet(seller);
    await leave(seller);
    await call('POST', `/api/crm/v1/quotes/${quote.quote_id}/withdraw`, {});
    await page.getByRole('button', { name: look.language === 'hu' ? 'Elutasítom' : 'Decline' }).click();
    const no = page.getByRole('dialog');
    await no.getByRole('textbox').first().fill('Too dear');
    await no.getByRole('button', { name: look.language === 'hu' ? 'Elküldöm' : 'Send' }).click();
    await page.getByText(look.language === 'hu' ? 'Az ajánlatot visszavonták.' : 'This quote was withdrawn.').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    expectQuiet(page);
    await leave(page);
  }
});

test('an address that leads nowhere says so', async () => {
  const page = await stranger(`/quote/01890a5d-ac96-774b-bcce-b302099a8057.${'0f'.repeat(32)}`);
  await page.getByRole('heading', { name: 'There is no quote at this address.' }).waitFor();
  await expectNoAxe(page);
  await leave(page);
});

test('addresses are taken away, and a yes on paper wins the deal', async () => {
  const { deal_id } = await newDeal('Brochure');
  const quote = await call<{ quote_id: string }>('POST', '/api/crm/v1/quotes', { deal_id, title: 'Brochure', lines: [build, logo] });
  const { path } = await call<{ path: string }>('POST', `/api/crm/v1/quotes/${quote.quote_id}/send`, {});
  const client = await stranger(path);
  await client.getByRole('heading', { level: 1, name: 'Brochure' }).waitFor();
  const page = await open(`/crm/deals/${deal_id}`);
  await section(page).getByRole('button', { name: /Q-/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Quote Q-/ });
  await dialog.getByText('1 address leads to this quote.').waitFor();
  await dialog.getByRole('button', { name: 'Take all addresses away' }).click();
  await dialog.getByRole('button', { name: 'Take away', exact: true }).click();
  await dialog.getByText(/No address leads to this quote: they were taken away/).waitFor();
  // Whoever still has the page open learns it when they answer, in a friendly way.
  await client.getByRole('button', { name: 'Accept' }).click();
  await client.getByRole('textbox', { name: 'Your name' }).fill('Clara Chief');
  await client.getByRole('button', { name: 'Accept and order' }).click();
  await client.getByRole('heading', { name: 'This address has been taken back.' }).waitFor();
  await expectNoAxe(client);
  await shot(client, 'quote-ended');
  await leave(client);

  await dialog.getByRole('button', { name: 'Record acceptance' }).click();
  const record = dialog.getByRole('region', { name: 'Record acceptance' });
  await record.getByRole('textbox', { name: 'Accepted by' }).fill('Clara Chief');
  await record.getByRole('checkbox', { name: /Logo/ }).check();
  await record.getByRole('textbox', { name: 'Note' }).fill('Signed at the fair.');
  await record.locator('input[type=file]').setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') });
  await expect.poll(() => record.getByRole('combobox', { name: /^File that shows it/ }).inputValue(), { timeout: 15_000 }).toBe('signed.pdf');
  await settled(page);
  await expectNoAxe(page);
  await shot(page, 'quote-record');
  await record.getByRole('button', { name: 'Record', exact: true }).click();
  await dialog.getByText('The deal was won with it.').waitFor();
  await dialog.getByText(/On paper, recorded/).waitFor();
  await dialog.getByRole('link', { name: 'Open the file that shows it' }).waitFor();
  await shot(page, 'quote-recorded');
  const deal = await call<{ status: string; lines: { name: string }[] }>('GET', `/api/crm/v1/deals/${deal_id}`);
  expect([deal.status, deal.lines.map((one) => one.name)]).toEqual(['won', ['Build', 'Logo']]);
  expectQuiet(page);
  await leave(page);
});
