/*
 * Rules: one is written with a condition that is checked while it is typed, tried on the past, activated, and does what it says; others
 * are made by clicks, and by keys, alone.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownFields } from '../src/crm/conditions/fields.ts';
import { asksFor, countsDays, offered, rowOf, type Row } from '../src/crm/conditions/model.ts';
import { read } from '../src/crm/conditions/read.ts';
import { write } from '../src/crm/conditions/write.ts';
import type { Trigger } from '../src/crm/automations/data.ts';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, narrow, open, ownOrganization, settled, shot, start, stop, until, type Call } from './harness.ts';

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
  await call('POST', '/api/crm/v1/tags', { name: 'vip' });
  await call('POST', '/api/crm/v1/tags', { name: 'web' });
  await call('POST', '/api/crm/v1/custom-fields', { record: 'deal', name: 'Service', kind: 'choice', choices: ['Design', 'Print'] });
  for (const [name, kind] of [['Budget', 'number'], ['Goes live', 'date'], ['Said "no"', 'yes_no'], ["Client's words", 'text'], ['Seite', 'url']]) await call('POST', '/api/crm/v1/custom-fields', { record: 'deal', name, kind });
  await call('POST', '/api/crm/v1/custom-fields', { record: 'deal', name: 'Extras', kind: 'choices', choices: ['Shop', 'App'] });
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
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Warehouse');
  await dialog.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${(program.address() as AddressInfo).port}/hook`);
  await expectNoAxe(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^whsec_/).waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('Warehouse').first().waitFor();
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
  // As an expression: a field by its button, the rest by hand; what is wrong is said while it is written.
  await page.getByRole('button', { name: 'Write it as an expression' }).click();
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
  // What rows cannot say stays an expression, and it is said why; what they can say becomes rows.
  await condition.press('End');
  await condition.pressSequentially(' && size(deal.tags) < 9');
  await page.getByText('there is no comparison like “size(deal.tags) < 9”').waitFor();
  for (const _ of ' && size(deal.tags) < 9') await condition.press('Backspace');
  await page.getByRole('button', { name: 'Show it as conditions' }).click();
  await page.getByRole('group', { name: 'Condition 1: Deal value is at least €1,000.50' }).waitFor();
  const add = page.getByRole('group', { name: 'Add an action' });
  await add.getByRole('button', { name: 'Create a task' }).click();
  await page.getByRole('listitem', { name: '1. Create a task' }).getByRole('textbox', { name: 'What is to be done' }).fill('Call about {{deal.name}}');
  await add.getByRole('button', { name: 'Call a webhook' }).click();
  const hook = page.getByRole('listitem', { name: '2. Call a webhook' });
  await hook.getByRole('combobox', { name: 'Webhook' }).or(hook.getByRole('textbox', { name: 'Webhook' })).first().click();
  await page.getByRole('option', { name: 'Warehouse' }).click();

  await page.getByRole('button', { name: 'Try it', exact: true }).click();
  await page.getByText('Create a task: Call about Old website').waitFor();
  await page.getByText('Whether an action would have been refused is not known.').waitFor();
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
  await page.getByText('Create a task: Done').waitFor();
  await expectQuiet(page);
  await leave(page);
  const { items } = await call<{ items: { title: string }[] }>('GET', '/api/crm/v1/follow-ups');
  expect(items.map((one) => one.title)).toContain('Call about New website');
});

/** A field one chooses from, in a row or elsewhere. */
const pick = (within: Page | Locator, name: string) => within.getByRole('combobox', { name, exact: true }).or(within.getByRole('textbox', { name, exact: true })).first();
async function choose(page: Page, within: Page | Locator, name: string, option: string): Promise<void> {
  await pick(within, name).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
type Rule = { readonly name: string; readonly condition: string };
const conditionOf = async (name: string) => (await call<{ items: Rule[] }>('GET', '/api/crm/v1/automations')).items.find((one) => one.name === name)?.condition;

test('a condition is made by clicks, tried, saved, and there again', async () => {
  const page = await open('/crm/settings?tab=automations');
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Made by clicks');
  await choose(page, page, 'What happens', 'A deal is opened');
  const add = page.getByRole('button', { name: 'Add a condition', exact: true });
  const rows = page.locator('[data-row]');

  // An amount with its currency.
  await add.click();
  const [first, second, third, fourth] = [rows.nth(0), rows.nth(1), rows.nth(2), rows.nth(3)];
  await until(() => first.evaluate((row) => row.contains(document.activeElement)));
  await choose(page, first, 'Field', 'Deal value');
  await first.getByRole('textbox', { name: 'Value' }).fill('1,000');
  await choose(page, first, 'Currency', 'EUR');
  await page.getByRole('group', { name: 'Condition 1: Deal value is at least €1,000.00' }).waitFor();
  // Tags, and what the organisation added itself.
  await add.click();
  await choose(page, second, 'Field', 'Deal tags');
  await choose(page, second, 'Comparison', 'has none of');
  await pick(second, 'Values').click();
  await page.getByRole('option', { name: 'vip' }).click();
  await page.getByRole('option', { name: 'web' }).click();
  await page.getByRole('group', { name: 'Condition 2: Deal tags have none of vip or web' }).waitFor();
  // A group of two, any of which is enough; what is not filled in yet can neither be tried nor saved.
  await page.getByRole('button', { name: 'Add a group' }).click();
  await choose(page, third, 'Field', 'Deal “Service”');
  await page.getByRole('button', { name: 'Add to group 1' }).click();
  await choose(page, fourth, 'Field', 'Deal expected close');
  await choose(page, fourth, 'Comparison', 'is not known');
  const actions = page.getByRole('group', { name: 'Add an action' });
  await actions.getByRole('button', { name: 'Tell somebody' }).click();
  await page.getByRole('textbox', { name: 'What is told' }).fill('Look at {{deal.name}}');
  await page.getByRole('button', { name: 'Try it', exact: true }).click();
  await page.getByText('Not every condition is filled in: fill it in, or remove it.').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await third.getByText('Fill in this condition, or remove it.').waitFor();
  await expectNoAxe(page);
  await choose(page, third, 'Value', 'Print');
  await page.getByRole('group', { name: 'Condition 3: Deal “Service” is Print' }).waitFor();
  await page.getByText('The condition can be used.').waitFor();
  await page.getByText('(Deal “Service” is Print or Deal expected close is not known)').waitFor();
  await shot(page, 'conditions-built');

  await page.getByRole('button', { name: 'Try it', exact: true }).click();
  await page.getByText('Tell somebody: Look at Old website').waitFor();
  expect(await page.getByText('Look at Small thing').count()).toBe(0);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Made by clicks' }).waitFor();
  expect(await conditionOf('Made by clicks')).toBe(
    'deal.value >= 1000 && deal.currency == "EUR" && !["vip", "web"].exists(one, one in deal.tags) && (deal.custom["Service"] == "Print" || !has(deal.expected_close_on))',
  );

  await page.reload();
  for (const says of ['1: Deal value is at least €1,000.00', '2: Deal tags have none of vip or web', '3: Deal “Service” is Print', '4: Deal expected close is not known']) await page.getByRole('group', { name: `Condition ${says}`, exact: true }).waitFor();
  expect(await pick(page.getByRole('group', { name: 'Group 1', exact: true }), 'Group 1 is so when').inputValue()).toBe('at least one of these is so');
  await expectNoAxe(page);
  await expectQuiet(page);
  await leave(page);
});

test('whatever rows say, the service takes', async () => {
  const { items: own } = await call<{ items: Parameters<typeof knownFields>[1] }>('GET', '/api/crm/v1/custom-fields?record=deal');
  const { items: triggers } = await call<{ items: Trigger[] }>('GET', '/api/crm/v1/automation-triggers');
  const seen = new Set<string>();
  const texts = ['plain', 'Ő "said"', "it's", 'back\\slash', 'line\nline', 'tab\t', '\u0001', '🙂 ${x} {{y}}', '!&&||()'];
  let said = 0;
  for (const trigger of triggers) {
    const fields = knownFields(trigger, own);
    const rows = [...fields.values()].flatMap((field): Row[] => {
      const { name, nature, currency } = field;
      if (seen.has(name)) return [];
      seen.add(name);
      return offered(field).map((operator) => {
        const asked = asksFor(operator);
        const value = () => (countsDays(operator) ? '14' : nature === 'day' || nature === 'instant' ? '2026-02-28' : nature === 'number' || nature === 'money' ? '-1234567.891' : (texts[(said += 1) % texts.length] ?? ''));
        const values = asked === 'none' ? [] : asked === 'one' ? [value()] : [value(), value()];
        return { ...rowOf({ name, nature, ...(currency !== undefined && { currency }) }), operator, values, ...(nature === 'text' && { strict: said % 2 === 0 }), ...(currency !== undefined && asked === 'one' && { of: 'EUR' }) };
      });
    });
    for (let at = 0; at < rows.length; at += 10) {
      const { text } = write({ join: 'any', items: rows.slice(at, at + 10) });
      expect({ text, ...(await call<object>('POST', '/api/crm/v1/automations/check', { trigger: trigger.name, condition: text })) }).toMatchObject({ text, error: null, valid: true });
      expect({ text, read: 'rows' in read(text, fields) }).toEqual({ text, read: true });
    }
  }
  expect(seen.size).toBeGreaterThan(100);
});

test('what the service refuses is said at its row', async () => {
  const page = await open('/crm/settings?tab=automations');
  await page.getByRole('link', { name: 'Made by clicks' }).first().click();
  const rows = page.locator('[data-row]');
  await rows.nth(2).waitFor();
  // Of what happens to an account nobody knows the value of a deal.
  await choose(page, page, 'What happens', 'An account is recorded');
  await rows.nth(0).getByText('There is no field deal.value').waitFor();
  await page.getByRole('status').filter({ hasText: 'Condition 1: There is no field deal.value' }).waitFor();
  expect(await pick(rows.nth(0), 'Field').inputValue()).toBe('deal.value (not here)');
  await page.getByRole('button', { name: 'Remove condition 1' }).click();
  await rows.nth(0).getByText(/There is no field deal.tags/).waitFor();
  await expectNoAxe(page);
  await expectQuiet(page);
  await leave(page);
});

test('a condition is made by keys alone', async () => {
  const page = await open('/crm/settings?tab=automations&rule=new');
  const named = () => page.evaluate(() => ((at) => at?.getAttribute('aria-label') ?? (at as HTMLInputElement | null)?.labels?.[0]?.textContent ?? at?.textContent ?? '')(document.activeElement));
  const within = () => page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('aria-label') ?? '');
  /** Goes from field to field until one is reached. */
  const tab = async (name: string, key = 'Tab') => {
    for (let steps = 0; steps < 120; steps += 1) {
      if ((await named()) === name) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${name} is not reached`);
  };
  /** Types what is looked for, and takes it. */
  const take = async (text: string) => {
    await page.keyboard.type(text);
    await page.getByRole('option', { name: text, exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.type('Made by keys');
  await tab('Add a condition');
  await page.keyboard.press('Enter');
  await until(async () => (await named()) === 'Field');
  await page.keyboard.press('Control+a');
  await take('Deal has an account');
  await until(async () => (await within()) === 'Condition 1: Deal has an account: yes');
  await tab('Add a condition');
  await page.keyboard.press('Enter');
  await until(async () => (await within()) === 'Condition 2, not filled in yet');
  await tab('Value');
  await page.keyboard.type('Website');
  await tab('Capitals count');
  await page.keyboard.press('Space');
  await until(async () => (await within()) === 'Condition 2: Deal name is “Website” (capitals count)');
  await tab('Add a condition');
  await page.keyboard.press('Enter');
  await until(async () => (await within()) === 'Condition 3, not filled in yet');
  await tab('Remove condition 2', 'Shift+Tab');
  await page.keyboard.press('Enter');
  // The row behind it has its number now, and the focus.
  await until(async () => (await within()) === 'Condition 2, not filled in yet' && (await named()) === 'Field');
  await tab('Remove condition 2');
  await page.keyboard.press('Enter');
  // The last one is gone: the focus goes to the one before.
  await until(async () => (await within()) === 'Condition 1: Deal has an account: yes');
  await tab('Comparison');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(async () => (await within()) === 'Condition 1: Deal has an account: no');
  await tab('Tell somebody');
  await page.keyboard.press('Enter');
  await tab('What is told');
  await page.keyboard.type('Who buys?');
  await tab('Save');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Made by keys' }).waitFor();
  expect(await conditionOf('Made by keys')).toBe('!deal.has_account');
  await page.reload();
  await page.getByRole('group', { name: 'Condition 1: Deal has an account: no' }).waitFor();
  await expectQuiet(page);
  await leave(page);
});

test('conditions look right on a phone, in Hungarian', async () => {
  const page = await open('/crm/settings?tab=automations', narrow);
  await page.getByRole('link', { name: 'Made by clicks' }).first().click();
  await page.locator('[data-row]').nth(3).waitFor();
  await settled(page);
  await page.locator('[data-row]').first().evaluate((row) => row.scrollIntoView({ block: 'start' }));
  await shot(page, 'conditions');
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await expectQuiet(page);
  await leave(page);
});

test('the list and a rule look right on a phone, in Hungarian', async () => {
  const page = await open('/crm/settings?tab=automations', narrow);
  await page.getByRole('link', { name: 'Big deals' }).first().waitFor();
  await settled(page);
  await shot(page, 'automations');
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await page.getByRole('link', { name: 'Big deals' }).first().click();
  await page.getByRole('heading', { level: 2, name: 'Big deals' }).waitFor();
  await settled(page);
  await shot(page, 'automation');
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await expectQuiet(page);
  await leave(page);
});
