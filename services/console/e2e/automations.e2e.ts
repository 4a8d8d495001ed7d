/* Rules: one is written with a condition that is checked while it is typed, tried on the past, activated, and does what it says. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, expectNoAxe, expectNoOverflow, expectQuiet, leave, open, ownOrganization, settled, shot, start, stop, until, type Call } from './harness.ts';

let call: Call;
let program: Server;
const calls: { readonly signature: string | undefined; readonly body: string }[] = [];
const run = Date.now().toString(36);
let account = '';

beforeAll(async () => {
  await start();
  call = await ownOrganization(`Rules ${run}`);
  account = (await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: 'Acme' })).account_id;
  await call('POST', '/api/crm/v1/deals', { name: 'Old website', account_id: account, value: { amount: '5000', currency: 'EUR' }, currency: 'EUR' });
  await call('POST', '/api/crm/v1/deals', { name: 'Small thing', account_id: account, value: { amount: '10', currency: 'EUR' }, currency: 'EUR' });
  program = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      calls.push({ signature: request.headers['webhook-signature']?.toString(), body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => program.listen(0, '127.0.0.1', ready));
});
afterAll(async () => {
  program.close();
  await stop();
});

test('a webhook is set up and its key shown once', async () => {
  const page = await open('/crm/settings?tab=automations');
  await page.getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Other program');
  await dialog.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${(program.address() as AddressInfo).port}/hook`);
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^whsec_/).waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('Other program').first().waitFor();
  expect(await page.getByText(/^whsec_/).count()).toBe(0);
  await expectQuiet(page);
  await leave(page);
});

test('a rule is written, tried on the past, activated, and does what it says', async () => {
  const page = await open('/crm/settings?tab=automations');
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Big deals');
  await page.getByRole('combobox', { name: 'What happens' }).or(page.getByRole('textbox', { name: 'What happens' })).first().click();
  await page.getByRole('option', { name: 'A deal is opened' }).click();
  // A field by its button, the rest by hand; what is wrong is said while it is written.
  const condition = page.getByRole('textbox', { name: 'Condition' });
  await page.getByRole('textbox', { name: 'Fields to ask for' }).fill('value');
  await page.getByRole('button', { name: 'Insert deal.value' }).click();
  await until(async () => (await condition.inputValue()) === 'deal.value');
  await page.getByText(/compare it with something/).waitFor();
  await condition.pressSequentially(' >= 1000.5 && deal.curency == "EUR"');
  await page.getByText(/Is deal.currency meant/).waitFor();
  await page.getByRole('button', { name: 'Show it' }).click();
  await until(() => condition.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd) === 'deal.curency'));
  await page.keyboard.type('deal.currency');
  await page.getByText('The condition can be used.').waitFor();
  const add = page.getByRole('group', { name: 'Add an action' });
  await add.getByRole('button', { name: 'Create a follow-up' }).click();
  await page.getByRole('listitem', { name: '1. Create a follow-up' }).getByRole('textbox', { name: 'What is to be done' }).fill('Call about {{deal.name}}');
  await add.getByRole('button', { name: 'Call a webhook' }).click();
  const hook = page.getByRole('listitem', { name: '2. Call a webhook' });
  await hook.getByRole('combobox', { name: 'Webhook' }).or(hook.getByRole('textbox', { name: 'Webhook' })).first().click();
  await page.getByRole('option', { name: 'Other program' }).click();
  await expectNoAxe(page);

  await page.getByRole('button', { name: 'Try it', exact: true }).click();
  await page.getByText('Create a follow-up: Call about Old website').waitFor();
  await page.getByText('Whether an action would have been refused is not known.').waitFor();
  await expectNoAxe(page);
  await shot(page, 'automations-dry-run');

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Big deals' }).waitFor();
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByText('Active', { exact: true }).waitFor();
  await call('POST', '/api/crm/v1/deals', { name: 'New website', account_id: account, value: { amount: '2000', currency: 'EUR' }, currency: 'EUR' });
  await until(() => calls.length === 1);
  expect(calls[0]?.signature).toMatch(/^v1,/);
  expect(calls[0]?.body).toContain('New website');
  await page.reload();
  await page.getByRole('link', { name: 'New website' }).waitFor();
  await page.getByText('Create a follow-up: Done').waitFor();
  await expectNoAxe(page);
  await expectQuiet(page);
  await leave(page);
  const { items } = await call<{ items: { title: string }[] }>('GET', '/api/crm/v1/follow-ups');
  expect(items.map((one) => one.title)).toContain('Call about New website');
});

test.each(both)('$language $theme $width: the list and a rule look right', async (look) => {
  const page = await open('/crm/settings?tab=automations', look);
  await page.getByRole('link', { name: 'Big deals' }).first().waitFor();
  await settled(page);
  await shot(page, `automations-${look.language}-${look.theme}-${look.width}`);
  await expectNoAxe(page, { everywhere: true });
  await expectNoOverflow(page);
  await page.getByRole('link', { name: 'Big deals' }).first().click();
  await page.getByRole('heading', { level: 2, name: 'Big deals' }).waitFor();
  await settled(page);
  await shot(page, `automation-${look.language}-${look.theme}-${look.width}`);
  await expectNoAxe(page, { everywhere: true });
  await expectNoOverflow(page);
  await expectQuiet(page);
  await leave(page);
});
