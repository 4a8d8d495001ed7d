/* The list of deals by keyboard and by pointer: peek, palette, keys, create, change in place, and two people at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, open, settled, shot, start, stop, walk } from './harness.ts';

beforeAll(start);
afterAll(stop);

const name = `Check ${Date.now()}`;

test('a deal is opened from the keyboard and shown at the side', async () => {
  const page = await open('/crm/deals');
  await page.keyboard.press('c');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('button', { name: 'Open deal' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Account', { exact: true }).first().fill('Bala');
  await page.getByRole('option', { name: /Balaton/ }).click();
  await page.getByLabel('Value', { exact: true }).fill('1,234.5');
  await page.getByRole('textbox', { name: 'Expected close' }).fill('2027-01-15');
  await page.keyboard.press('Tab');
  await shot(page, 'deal-new');
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Open deal' }).click();
  await page.getByRole('complementary').getByRole('heading', { name }).waitFor();
  expect(await page.getByRole('complementary').textContent()).toContain('€1,234.50');
  await shot(page, 'deal-peek');
  await page.getByRole('complementary').getByRole('link', { name: /Value of/ }).click();
  await page.getByRole('heading', { name: `Value of ${name}` }).waitFor();
  await settled(page);
  await shot(page, 'deal-explain');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  expectQuiet(page);
  await leave(page);
});

test('palette, key sheet and own menu', async () => {
  const page = await open('/crm/deals');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search, or do something' }).fill('deal');
  await settled(page);
  await shot(page, 'palette');
  await expectNoAxe(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await shot(page, 'keys');
  await expectNoAxe(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /settings and log out/ }).click();
  await shot(page, 'person');
  await page.getByRole('button', { name: 'Magyar' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ügyletek' }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('rows by keyboard', async () => {
  const page = await open('/crm/deals');
  await page.getByRole('row').nth(2).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.locator('[data-row="1"]:focus').waitFor();
  await page.keyboard.press('Space');
  await page.getByRole('complementary').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-row="1"]:focus').waitFor();
  await leave(page);
});

test('what is typed into a filter stays, however slowly the list follows', async () => {
  const page = await open('/crm/deals');
  const field = page.getByRole('search').getByRole('textbox').first();
  await page.route(/\/api\/crm\/v1\/deals\?/, (route) => new Promise((later) => setTimeout(later, 500)).then(() => route.continue()));
  // About as long between letters as the field waits before it tells the address.
  await field.pressSequentially('No one', { delay: 240 });
  expect(await field.inputValue()).toBe('No one');
  await page.waitForURL((url) => url.searchParams.get('name') === 'No one');
  expect(await field.inputValue()).toBe('No one');
  // Spaces at the end stay, too.
  await field.pressSequentially(' at', { delay: 400 });
  await page.waitForURL((url) => url.searchParams.get('name') === 'No one at');
  await page.getByRole('search').getByRole('button', { name: 'Clear', exact: true }).first().click();
  await expect.poll(() => field.inputValue()).toBe('');
  await leave(page);
});

test('two people change the same field', async () => {
  const page = await open(`/crm/deals?name=${encodeURIComponent(name)}`);
  await page.getByRole('button', { name: `Change. Expected close: ${name}` }).click();
  await page.getByRole('textbox', { name: `Expected close: ${name}` }).fill('2027-02-03');
  // Somebody else is faster.
  await page.evaluate(async (wanted) => {
    const headers = { 'X-Requested-With': 'gerinc', 'content-type': 'application/json', 'If-Match': '"1"' };
    const list = (await (await fetch(`/api/crm/v1/deals?name=${encodeURIComponent(wanted)}`)).json()) as { items: { deal_id: string }[] };
    await fetch(`/api/crm/v1/deals/${list.items[0]?.deal_id}`, { method: 'PATCH', headers, body: JSON.stringify({ expected_close_on: '2027-04-05' }) });
  }, name);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  // Who it was is said by name, from the changes of the record.
  await page.getByRole('dialog').getByText(/Anna/).first().waitFor();
  await shot(page, 'conflict');
  await expectNoAxe(page);
  await page.getByRole('button', { name: 'Apply mine again', exact: true }).click();
  await page.getByText(`Saved: ${name}`).waitFor();
  await shot(page, 'saved');
  await leave(page);
});

test('the menu of a phone', async () => {
  const page = await open('/crm/deals', { width: 360, theme: 'dark' });
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await shot(page, 'phone-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Show:/ }).first().click();
  await page.getByRole('complementary').getByRole('heading').first().waitFor();
  await settled(page);
  await shot(page, 'phone-peek');
  await expectNoOverflow(page);
  await leave(page);
});

test('pages of the menu are there before anybody goes to them', async () => {
  const page = await open('/profile', { warm: true });
  await page.waitForResponse(/\/assets\/DealsPage-[^/]+\.js$/);
  await leave(page);
});

test('what is shown at the side is gone through by keys while the focus is in it, and the way back leads to its row', async () => {
  const page = await open('/crm/deals');
  const side = page.getByRole('complementary');
  const title = (row: number) => page.locator(`[data-row="${row}"] td`).nth(1).innerText();
  await page.getByRole('row').nth(2).waitFor();
  await page.keyboard.press('j');
  await page.locator('[data-row="0"]:focus').waitFor();
  await page.keyboard.press('Space');
  await side.getByRole('heading', { level: 2 }).first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await side.getByRole('heading', { name: await title(1) }).waitFor();
  expect(await side.evaluate((panel) => panel.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await side.getByRole('heading', { name: await title(1) }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-row="1"]:focus').waitFor();
  expectQuiet(page);
  await leave(page);
});

test('filters have their places before it is known what they offer, and no text is cut beside empty room', async () => {
  const page = await open('/crm/deals');
  await settled(page);
  const places = () =>
    page.getByRole('search').evaluate((bar) => [...bar.children].filter((one) => one.clientWidth > 0).map((one) => `${one.textContent || one.querySelector('input')?.placeholder} ${Math.round(one.getBoundingClientRect().left)} ${Math.round(one.getBoundingClientRect().top)}`));
  const known = await places();
  // The second time, and slowly.
  let answer: () => void = () => {};
  const held = new Promise<void>((done) => (answer = done));
  await page.route(/\/api\/crm\/v1\/(tags|pipelines|custom-fields)/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByRole('search').waitFor();
  expect(await places()).toEqual(known);
  answer();
  await settled(page);
  expect(await places()).toEqual(known);
  for (const path of ['/crm/leads', '/crm/contacts', '/invoices']) {
    await walk(page, path);
    await page.locator('tbody tr[data-row]').first().waitFor();
    await settled(page);
    const cut = await page.locator('tbody td').evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent));
    expect([path, cut]).toEqual([path, []]);
  }
  expectQuiet(page);
  await leave(page);
});
