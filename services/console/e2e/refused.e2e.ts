/* What a form says when it may not be sent: at the field before it goes out, and above it by why it came back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, open, settled, shot, start, stop } from './harness.ts';

beforeAll(start);
afterAll(stop);

const mend = 'Please correct this first';

test('an amount that cannot be paid is refused at its field, a lost session by the log-in, a missing role by its name', async () => {
  const page = await open('/payments?new=true');
  const sent: string[] = [];
  page.on('request', (request) => void (request.method() === 'POST' && sent.push(new URL(request.url()).pathname)));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Customer').first().click();
  await page.getByRole('option').first().click();
  const amount = dialog.getByRole('textbox', { name: 'Amount received' });
  const register = dialog.getByRole('button', { name: 'Register', exact: true });
  for (const [typed, said] of [['-5', 'An amount above zero.'], ['0', 'An amount above zero.'], ['100.005', 'An amount that can be paid, with no more decimals than the currency has.']] as const) {
    await amount.fill(typed);
    await register.click();
    await dialog.getByText(said, { exact: true }).waitFor();
  }
  expect(sent).toEqual([]);
  await expectNoAxe(page);
  await shot(page, 'refused-payment');

  await amount.fill('10');
  await page.route('**/api/billing/v1/payments', (route) =>
    route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:gerinc:problem:forbidden', title: 'Forbidden', status: 403, detail: 'No.' }) }),
  );
  await register.click();
  await dialog.getByRole('alert').getByText('Your roles do not include this').waitFor();
  expect(await dialog.getByText(mend).count()).toBe(0);
  await page.unroute('**/api/billing/v1/payments');

  await page.context().clearCookies();
  await register.click();
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).waitFor();
  await settled(page);
  expect(await page.getByText(mend).count()).toBe(0);
  expect(await amount.inputValue()).toBe('10');
  await shot(page, 'refused-session');
  await page.close();
});

test('the refusals in Hungarian at 360 pixels', async () => {
  const page = await open('/payments?new=true', { width: 360, theme: 'dark', language: 'hu' });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vevő').first().click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('textbox', { name: /összeg/i }).first().fill('100,005');
  await dialog.getByRole('button', { name: /^Rögzítés|^Könyvelés|^Bevételezés|^Mentés/ }).click();
  await dialog.getByText('Kifizethető összeg', { exact: false }).first().waitFor();
  await expectNoAxe(page);
  await expectNoOverflow(page);
  expectQuiet(page);
  await leave(page);
});

test.each([
  ['en', 1440, 'light', ['Name', 'Value', 'Open deal', 'Must be 0 or more.'], ['Company', 'Website', 'Create account', 'Must be a web address, such as https://example.com or example.com.']],
  ['hu', 360, 'dark', ['Megnevezés', 'Érték', 'Ügylet megnyitása', 'Nulla vagy több lehet.'], ['Cég', 'Weboldal', 'Ügyfél létrehozása', 'Webcím kell, például https://example.com vagy example.com.']],
] as const)('what a service refuses at a field is said in the language of the page: %s', async (language, width, theme, deal, account) => {
  for (const [path, [name, field, send, said], wrong] of [['/crm/deals?new=true', deal, '-5'], ['/crm/accounts?new=true', account, 'nothing to see']] as const) {
    const page = await open(path, { language, width, theme });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name }).first().fill('Refused at its field');
    await dialog.getByRole('textbox', { name: field }).first().fill(wrong);
    await dialog.getByRole('button', { name: send }).click();
    // Above the form with the name of its field, and at the field.
    await dialog.getByRole('alert').getByRole('link', { name: `${field}: ${said}` }).waitFor();
    await dialog.getByText(said, { exact: true }).waitFor();
    await expectNoAxe(page);
    await expectNoOverflow(page);
    await shot(page, `refused-words-${language}-${path.split('/')[2]?.split('?')[0]}`);
    expectQuiet(page);
    await leave(page);
  }
});
