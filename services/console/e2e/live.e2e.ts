/* What others do is seen without a reload; what the suite knows is found; how its services hear of each other. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, open, ownOrganization, settled, shot, start, stop, until, type Call } from './harness.ts';

let call: Call;
let account = '';
const line = { name: 'Build', vat_rate: '27', billing: { kind: 'fixed', price: { amount: '9000.00', currency: 'EUR' }, milestones: [] } };
const openDeal = (name: string) => call<{ deal_id: string }>('POST', '/api/crm/v1/deals', { name, account_id: account, lines: [line] });

beforeAll(async () => {
  await start();
  call = await ownOrganization('Live Ltd');
  account = (await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: 'Árvíztűrő Buyer', country: 'HU', tax_number: 'HU10773381' })).account_id;
});
afterAll(stop);

test('a deal that somebody else wins leaves the board, changes the list and lights up its chain', async () => {
  const { deal_id } = await openDeal('Live one');
  const board = await open('/crm/pipeline');
  const list = await open('/crm/deals');
  const deal = await open(`/crm/deals/${deal_id}`);
  for (const page of [board, list, deal]) await settled(page);
  await board.getByRole('link', { name: 'Live one', exact: true }).waitFor();
  await call('POST', `/api/crm/v1/deals/${deal_id}/win`, {});
  for (const step of ['project', 'schedule', 'budget']) await deal.locator(`li[data-link=${step}][data-state=done]`).waitFor({ timeout: 30_000 });
  await list.getByRole('row').filter({ hasText: 'Live one' }).getByText('Won').waitFor();
  await board.getByRole('link', { name: 'Live one', exact: true }).waitFor({ state: 'detached' });
  await shot(deal, 'live-chain');
  for (const page of [board, list, deal]) {
    expectQuiet(page);
    await leave(page);
  }
});

test('what a colleague changed while one types is asked about, also when it has long been seen', async () => {
  const { deal_id } = await openDeal('Typed one');
  const change = async (body: unknown) => {
    const { version } = await call<{ version: number }>('GET', `/api/crm/v1/deals/${deal_id}`);
    await call('PATCH', `/api/crm/v1/deals/${deal_id}`, body, version);
  };
  const page = await open(`/crm/deals/${deal_id}`);
  await page.getByRole('button', { name: 'Change. Name' }).click();
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill('Typed one, mine');
  await change({ name: 'Typed one, theirs' });
  await page.getByRole('heading', { level: 1, name: 'Typed one, theirs' }).waitFor();
  await field.press('Enter');
  const asked = page.getByRole('dialog', { name: /changed by somebody else/ });
  await asked.getByText('Typed one, theirs').waitFor();
  await asked.getByText('Typed one, mine').waitFor();
  await expectNoAxe(page);
  await shot(page, 'live-conflict');
  await asked.getByRole('button', { name: 'Keep as it is now' }).click();
  await asked.waitFor({ state: 'detached' });
  expect((await call<{ name: string }>('GET', `/api/crm/v1/deals/${deal_id}`)).name).toBe('Typed one, theirs');

  // What nobody else touched goes through.
  await page.getByRole('button', { name: 'Change. Name' }).click();
  await field.fill('Typed one, again');
  await change({ expected_close_on: '2031-05-06' });
  await page.getByText('6 May 2031').first().waitFor();
  await field.press('Enter');
  await page.getByText('Saved: Typed one, again').waitFor();
  expect(await call('GET', `/api/crm/v1/deals/${deal_id}`)).toMatchObject({ name: 'Typed one, again', expected_close_on: '2031-05-06' });
  expectQuiet(page);
  await leave(page);
});

test('lines that two people write at the same time all stay, and one that both change is asked about', async () => {
  const { deal_id } = await openDeal('Lines of two');
  type Line = { deal_line_id?: string; name: string; vat_rate: string; billing: unknown; value?: { amount: string } };
  const read = () => call<{ version: number; lines: Line[] }>('GET', `/api/crm/v1/deals/${deal_id}`);
  const kept = async () => (await read()).lines.map((one) => [one.name, Number(one.value?.amount)]);
  const one = (name: string, amount: string): Line => ({ name, vat_rate: '27', billing: { kind: 'one_off', quantity: '1', unit_price: { amount, currency: 'EUR' } } });
  /** A colleague writes the lines anew, as a list of what is there. */
  const write = async (change: (lines: Line[]) => Line[]) => {
    const { version, lines } = await read();
    await call('PATCH', `/api/crm/v1/deals/${deal_id}`, { lines: change(lines.map(({ deal_line_id, name, vat_rate, billing }) => ({ deal_line_id, name, vat_rate, billing }) as Line)) }, version);
  };
  await write(([build]) => [{ ...build, ...one('Build', '9000') }]);
  const page = await open(`/crm/deals/${deal_id}`);
  const sold = page.getByRole('region', { name: 'Lines' });
  await page.getByRole('button', { name: 'Add line' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('What is sold').fill('Mine');
  await form.getByLabel('Agreed price').fill('100');
  await write((lines) => [...lines, one('Theirs', '500')]);
  await sold.getByText('Theirs').waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await sold.getByText('Mine').waitFor();
  expect(await kept()).toEqual([['Build', 9000], ['Theirs', 500], ['Mine', 100]]);

  // Both change the same one.
  await page.getByRole('button', { name: 'Change line: Build' }).click();
  await form.getByLabel('Price of one').fill('7000');
  await write(([build, ...rest]) => [{ ...build, ...one('Build', '8000') }, ...rest]);
  await sold.getByText('€8,000.00').first().waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  const asked = page.getByRole('dialog', { name: /changed by somebody else/ });
  await asked.getByText(/Build \(1 × €8,000/).waitFor();
  await asked.getByText(/Build \(1 × €7,000/).waitFor();
  await expectNoAxe(page);
  await shot(page, 'live-conflict-lines');
  await asked.getByRole('button', { name: 'Apply mine again', exact: true }).click();
  await asked.waitFor({ state: 'detached' });
  await sold.getByText('€7,000.00').first().waitFor();
  expect(await kept()).toEqual([['Build', 7000], ['Theirs', 500], ['Mine', 100]]);

  // The line that is taken out is the one that was pointed at.
  await page.getByRole('button', { name: 'Remove line: Theirs' }).click();
  await sold.getByText('Theirs').waitFor({ state: 'detached' });
  expect(await kept()).toEqual([['Build', 7000], ['Mine', 100]]);
  await leave(page);
});

test('more tabs than a browser opens connections all hear, also when the one that listens is closed', async () => {
  const first = await open(`/crm/accounts/${account}`);
  const tabs = [first];
  for (let more = 0; more < 7; more += 1) {
    const tab = Object.assign(await first.context().newPage(), { errors: [] as string[] });
    tab.on('pageerror', (error) => tab.errors.push(error.message));
    await tab.goto(first.url());
    tabs.push(tab);
  }
  const rename = async (name: string) => {
    const { version } = await call<{ version: number }>('GET', `/api/crm/v1/accounts/${account}`);
    await call('PATCH', `/api/crm/v1/accounts/${account}`, { name }, version);
  };
  const seen = (name: string) => Promise.all(tabs.map((tab) => tab.getByRole('heading', { level: 1, name }).waitFor()));
  await seen('Árvíztűrő Buyer');
  await rename('Árvíztűrő Buyer of eight tabs');
  await seen('Árvíztűrő Buyer of eight tabs');
  await tabs.shift()?.close();
  await rename('Árvíztűrő Buyer');
  await seen('Árvíztűrő Buyer');
  for (const tab of tabs) expectQuiet(tab);
  const [last] = tabs.slice(-1);
  if (last) await leave(last);
});

test('a pipeline of another system comes in through the console, every row accounted for', async () => {
  const page = await open('/import');
  const file = (name: string, ...lines: string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) });
  await page.locator('input[type=file]').setInputFiles([
    file('accounts.csv', 'account,sector,year_established,revenue,employees,office_location,subsidiary_of', 'Acme Corporation,technolgy,1996,1100.04,2822,United States,'),
    file('products.csv', 'product,series,sales_price', 'GTX Pro,GTX,4821'),
    file('teams.csv', 'sales_agent,manager,regional_office', 'Anna Snelling,Dustin Brinkmann,Central'),
    file(
      'pipeline.csv',
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
      'EC4QE1BX,Anna Snelling,GTXPro,Acme Corporation,Won,2016-10-25,2017-03-07,4500',
      'PE84CX4O,Anna Snelling,GTX Pro,Nobody Known,Won,2016-10-25,2017-03-02,517',
    ),
  ]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText(/recorded as they stand/).waitFor({ timeout: 30_000 });
  await page.getByRole('heading', { name: 'Refused rows' }).waitFor();
  await shot(page, 'import-report');
  await expectNoOverflow(page);
  await page.getByRole('link', { name: 'To the deals' }).click();
  await page.getByRole('row').filter({ hasText: 'Acme Corporation' }).getByText('Won').waitFor();
  expectQuiet(page);
  await leave(page);
});

test('the palette finds part of a name without its accents, in every service', async () => {
  const page = await open('/');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('arvizturo');
  await page.getByRole('option', { name: /Árvíztűrő Buyer/ }).first().waitFor();
  await page.getByRole('combobox').fill('live one');
  const found = (group: string) => page.getByRole('group', { name: group }).getByRole('option', { name: /Live one/ }).first();
  await found('Projects').waitFor();
  await shot(page, 'palette-found');
  await expectNoAxe(page);
  await found('Deals').click();
  await page.getByRole('heading', { level: 1, name: 'Live one' }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a list that is read does not move: what others change is counted, and shown when it is wanted', async () => {
  const { key } = await call<{ key: string }>('POST', '/api/identity/v1/api-keys', { name: 'A program', roles: ['sales'] });
  // One that is there only once: what is tried again must not find what the first try made.
  const name = `Aardvark ${crypto.randomUUID()}`;
  const page = await open('/crm/accounts');
  await settled(page);
  await page.getByRole('row', { name: /Árvíztűrő Buyer/ }).hover();
  const made = await fetch(`${base}/api/crm/v1/accounts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}`, 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ name, country: 'HU' }),
  });
  expect(made.status).toBe(201);
  await page.getByRole('button', { name: '1 change by others: show' }).waitFor();
  expect(await page.getByRole('row', { name }).count()).toBe(0);
  await shot(page, 'list-held');
  await page.getByRole('button', { name: '1 change by others: show' }).click();
  await page.getByRole('row', { name }).waitFor();
  expect(await page.getByRole('button', { name: /by others/ }).count()).toBe(0);
  // What one does oneself is there at once.
  await call('POST', '/api/crm/v1/accounts', { name: 'Abacus of my own', country: 'HU' });
  await page.getByRole('row', { name: /Abacus/ }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a long column is loaded as it is scrolled, and what others do there costs few requests', async () => {
  const own = await ownOrganization('Long Ltd');
  const { items: pipelines } = await own<{ items: { stages: { stage_id: string; name: string }[] }[] }>('GET', '/api/crm/v1/pipelines');
  const [stage, next] = pipelines[0]?.stages.map((one) => one.stage_id) ?? [];
  /** So many at once as a busy service takes. */
  const many = async (name: string, count: number) => {
    for (let at = 0; at < count; at += 5) {
      await Promise.all(Array.from({ length: 5 }, (_, one) => own('POST', '/api/crm/v1/deals', { name: `${name} ${at + one}`, stage_id: stage, opened_on: '2026-01-01' })));
    }
  };
  await many('Card', 80);
  const page = await open('/crm/pipeline');
  await settled(page);
  const column = page.locator(`[data-stage="${stage}"]`);
  await column.locator('[data-card]').first().waitFor();
  // Only what is in sight is there.
  expect(await page.locator('[data-card]').count()).toBeLessThan(60);
  const scroll = column.locator('[data-scroll]');
  await until(async () => {
    await scroll.evaluate((list) => list.scrollBy(0, 3000));
    return scroll.evaluate((list) => list.scrollTop + list.clientHeight >= list.scrollHeight - 1 && list.scrollHeight > 7000);
  });
  await settled(page);
  expect(await page.locator('[data-card]').count()).toBeLessThan(60);
  await shot(page, 'board-scrolled');

  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/crm/') && asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const last = column.locator('[data-card]').last();
  const deal = (await last.getAttribute('data-card')) ?? '';
  const { version } = await own<{ version: number }>('GET', `/api/crm/v1/deals/${deal}`);
  await own('PATCH', `/api/crm/v1/deals/${deal}`, { name: 'Renamed by somebody' }, version);
  await page.getByRole('link', { name: 'Renamed by somebody' }).waitFor();
  await settled(page, 300);
  expect(asked).toEqual([`GET /api/crm/v1/deals/${deal}`]);
  // Moved by somebody else: it leaves, and stands where it goes.
  await own('POST', `/api/crm/v1/deals/${deal}/move`, { stage_id: next }, version + 1);
  await page.locator(`[data-stage="${next}"]`).getByRole('link', { name: 'Renamed by somebody' }).waitFor();
  await settled(page, 300);
  expect(asked).toHaveLength(2);
  // Many at once are read together. What nobody saw meanwhile is right as soon as somebody does.
  asked.length = 0;
  await many('Burst', 15);
  await scroll.evaluate((list) => list.scrollTo(0, 0));
  await column.getByRole('link', { name: /^Burst/ }).first().waitFor();
  await settled(page, 300);
  expect(asked.length).toBeLessThan(20);
  // The keyboard goes on where no card was drawn before.
  await column.locator('[data-card] a').first().focus();
  for (let step = 0; step < 15; step += 1) await page.keyboard.press('ArrowDown');
  await column.locator('[data-index="15"] a:focus').waitFor();
  await page.keyboard.press('Alt+ArrowRight');
  await page.locator(`[data-stage="${next}"] [data-card] a:focus`).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('what one makes oneself is no change by others, also on a board that is pointed at and after the connection was lost', async () => {
  const page = await open('/crm/pipeline');
  const column = page.locator('[data-stage]').first();
  const make = async (name: string, lost = false) => {
    await page.keyboard.press('c');
    const form = page.getByRole('dialog');
    await form.getByLabel('Name', { exact: true }).fill(name);
    await page.context().setOffline(lost);
    await form.getByRole('button', { name: 'Open deal' }).click();
    if (lost) {
      await form.getByRole('alert').waitFor();
      await page.context().setOffline(false);
      await form.getByRole('button', { name: 'Try again' }).click();
    }
    await form.waitFor({ state: 'detached' });
    await column.hover();
    await page.getByRole('complementary').getByRole('heading', { name }).waitFor();
    await column.getByRole('link', { name, exact: true }).waitFor();
    await settled(page, 300);
    expect(await page.getByRole('button', { name: /by others/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
  };
  await make('Made at the board');
  await make('Made after a while offline', true);
  await leave(page);
});
