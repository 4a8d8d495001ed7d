/* A week filled and submitted by keyboard only, approved by keys only, and a milestone completed; in an organisation of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, open, ownOrganization, shot, start, stop, type Call } from './harness.ts';

type List<T> = { readonly items: readonly T[] };
type Entry = { readonly hours: string; readonly status: string; readonly work_on: string; readonly note?: string | null; readonly rejection?: string | null };
type Project = { readonly project_id: string; readonly tasks: readonly { readonly task_id: string; readonly name: string }[] };

let call: Call;
let person: string;
/** A week that is over, so that every day of it takes time; and the one before it. */
const monday = (back: number) => {
  const now = new Date();
  return new Date(now.getTime() - (((now.getUTCDay() + 6) % 7) + 7 * back) * 86_400_000).toISOString().slice(0, 10);
};
const week = monday(1);

/** Asks until it holds. What one service has not yet told another is no such thing there. */
async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tried = 0; ; tried++) {
    const value = await ask().catch((error: unknown) => error as Error);
    if (!(value instanceof Error) && holds(value)) return value;
    if (tried > 80) throw value instanceof Error ? value : new Error(`It never came: ${JSON.stringify(value)}`);
    await new Promise((done) => setTimeout(done, 250));
  }
}
const entries = async () => (await call<List<Entry>>('GET', `/api/projects/v1/time-entries?person_id=${person}&from=${week}&limit=200`)).items;

beforeAll(async () => {
  await start();
  call = await ownOrganization('Check of delivery');
  const people = await until(() => call<List<{ person_id: string }>>('GET', '/api/projects/v1/people'), (found) => found.items.length > 0);
  person = people.items[0]?.person_id ?? '';
  await call('POST', `/api/projects/v1/people/${person}/cost-rates`, { effective_from: '2024-01-01', hourly_cost: { amount: '40', currency: 'EUR' } });
  const made = await call<Project>('POST', '/api/projects/v1/projects', { name: 'Intranet', budget_hours: '40', budget_amount: { amount: '4000', currency: 'EUR' }, starts_on: '2024-01-01' });
  for (const name of ['Design', 'Build']) await call('POST', `/api/projects/v1/projects/${made.project_id}/tasks`, { name, planned_hours: '8', billing: { kind: 'non_billable' } });
  const { tasks } = await call<Project>('GET', `/api/projects/v1/projects/${made.project_id}`);
  for (const task of tasks) await call('POST', '/api/projects/v1/time-entries', { project_id: made.project_id, task_id: task.task_id, person_id: person, work_on: monday(2), hours: '1' });
});
afterAll(stop);

test('a week is filled and submitted without the mouse', async () => {
  const page = await open(`/time?week=${week}`);
  await page.getByText('No time in this week yet').waitFor();
  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('grid').waitFor();
  await page.locator('[data-at="0:0"]:focus').waitFor();
  // Build: Monday to Wednesday, each in another way of writing it; Tab goes right.
  await page.keyboard.type('2:27');
  await page.keyboard.press('Tab');
  await page.keyboard.type('147m');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2,5');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+d');
  // Nobody works 25 hours a day: the field stays open with its message until Esc restores it.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('25');
  await page.keyboard.press('Enter');
  await page.getByText('A day has 24 hours.').waitFor();
  await shot(page, 'time-wrong');
  await page.keyboard.press('Escape');
  // Design: Enter goes down; the note is opened by N.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('3h');
  await page.keyboard.press('Enter');
  await page.getByRole('gridcell', { name: /Design.*3:00, Draft/ }).waitFor();
  await until(entries, (all) => all.length === 5);
  await page.keyboard.press('n');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Screens of the start page');
  await shot(page, 'time-note');
  await expectNoAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('[data-at="1:0"]:focus').waitFor();
  await shot(page, 'time-filled');
  expect((await entries()).map((entry) => entry.hours).toSorted()).toEqual(['2.45', '2.45', '2.5', '2.5', '3']);
  // What is still being typed goes with the week.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('1');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/Submitted: 13:54/).waitFor();
  const all = await entries();
  expect(all.map((entry) => entry.status)).toEqual(Array.from({ length: 6 }, () => 'submitted'));
  expect(all.some((entry) => entry.note === 'Screens of the start page')).toBe(true);
  await page.getByText('Locked: submitted, waits for approval.').waitFor();
  await shot(page, 'time-submitted');
  expectQuiet(page);
  await leave(page);
});

test('the inbox is emptied by keys only', async () => {
  const page = await open('/');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('heading', { level: 1, name: 'Time to approve' }).waitFor();
  await page.getByText('Approved so far').waitFor();
  await shot(page, 'approvals');
  // The first by itself; the next opens.
  const current = page.locator('[data-item][aria-current="true"]');
  const first = await current.getAttribute('data-item');
  await page.keyboard.press('a');
  await page.getByText(/Approved: 1 entry/).waitFor();
  expect(await current.getAttribute('data-item')).not.toBe(first);
  // The next two together.
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Approve 2' }).waitFor();
  await page.keyboard.press('a');
  await page.getByText(/Approved: 2 entries/).waitFor();
  // One goes back, and only with a reason.
  await page.keyboard.press('r');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').waitFor();
  await page.getByRole('textbox', { name: 'Reason' }).focus();
  await page.keyboard.type('Which screens?');
  await shot(page, 'approvals-reject');
  await expectNoAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/Sent back: 1 entry/).waitFor();
  // The rest of the week.
  await page.keyboard.press('w');
  await page.keyboard.press('a');
  await page.getByText('No time waits for approval').waitFor();
  expect((await entries()).map((entry) => entry.status).toSorted()).toEqual(['approved', 'approved', 'approved', 'approved', 'approved', 'rejected']);
  expectQuiet(page);
  await leave(page);
});

test('what came back says why, also on a phone', async () => {
  const page = await open(`/time?week=${week}&day=${week}`, { width: 360, theme: 'dark' });
  await page.getByText('Sent back: Which screens?').first().waitFor();
  await page.getByRole('button', { name: 'Next day' }).click();
  await page.getByRole('button', { name: 'Previous day' }).click();
  await shot(page, 'time-phone');
  await expectNoOverflow(page);
  expectQuiet(page);
  await leave(page);
});

test('several entries of a cell are its sum, and each can be opened', async () => {
  const before = await call<List<{ project_id: string; task_id: string; task_name: string }>>('GET', `/api/projects/v1/time-entries?person_id=${person}&to=${monday(2)}`);
  const build = before.items.find((entry) => entry.task_name === 'Build');
  await call('POST', '/api/projects/v1/time-entries', { project_id: build?.project_id, task_id: build?.task_id, person_id: person, work_on: monday(2), hours: '0.5', note: 'Second' });
  const page = await open(`/time?week=${monday(2)}`);
  const cell = page.getByRole('gridcell', { name: /Build.*1:30, Draft/ });
  await cell.focus();
  await page.keyboard.type('9');
  expect(await page.getByRole('textbox', { name: /Build.*1:30/ }).count()).toBe(0);
  await page.getByRole('dialog').getByText('Entry 2 of 2').waitFor();
  await shot(page, 'time-several');
  await expectNoAxe(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText(/Sum of 2 entries/).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('a milestone is completed, named with what follows', async () => {
  const account = await call<{ account_id: string }>('POST', '/api/crm/v1/accounts', { name: 'Mill Ltd', country: 'HU' });
  const deal = await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', {
    name: 'Shop front',
    account_id: account.account_id,
    lines: [
      {
        name: 'Shop front', vat_rate: '27',
        billing: { kind: 'fixed', budget_hours: '20', price: { amount: '1000', currency: 'EUR' }, milestones: [{ name: 'Concept', amount: { amount: '1000', currency: 'EUR' }, due_on: week }] },
      },
    ],
  });
  await call('POST', `/api/crm/v1/deals/${deal.deal_id}/win`, {});
  const found = await until(() => call<List<Project>>('GET', `/api/projects/v1/projects?deal_id=${deal.deal_id}`), (list) => list.items.length === 1);
  // Reporting hears of the schedule and of the cost budget by itself.
  type Forecast = { readonly revenue: { readonly amount: { readonly amount: string } }; readonly budget_at_completion?: { readonly amount: string } | null; readonly margin: { readonly amount: string } };
  const forecast = await until(
    () => call<Forecast>('GET', `/api/reporting/v1/reports/projects/${found.items[0]?.project_id}/forecast`),
    (one) => one.revenue.amount.amount === '1000.00' && Boolean(one.budget_at_completion),
  );
  const page = await open(`/projects/${found.items[0]?.project_id}`);
  const end = page.getByRole('region', { name: 'Forecast at the end' });
  await end.getByRole('row', { name: /Forecast revenue.*€1,000\.00/ }).waitFor();
  await end.getByRole('row', { name: /20:00 in 1 task/ }).waitFor();
  const margin = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(Number(forecast.margin.amount));
  await end.getByRole('row').filter({ hasText: 'Forecast margin' }).filter({ hasText: margin }).waitFor();
  await end.getByRole('link', { name: /Instalments to come/ }).click();
  await page.getByText('sum of 1 posting').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Complete: Concept' }).press('Enter');
  await page.getByText('This makes €1,000.00 billable').waitFor();
  await shot(page, 'milestone');
  await expectNoAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Completed: Concept').waitFor();
  await page.getByRole('button', { name: 'Reopen: Concept' }).waitFor();
  await shot(page, 'project');
  expectQuiet(page);
  await leave(page);
});

test('a project whose deal was taken back waits for a decision', async () => {
  const accounts = await call<List<{ account_id: string }>>('GET', '/api/crm/v1/accounts');
  const deal = await call<{ deal_id: string }>('POST', '/api/crm/v1/deals', {
    name: 'Second thoughts',
    account_id: accounts.items[0]?.account_id,
    lines: [{ name: 'Advice', vat_rate: '27', billing: { kind: 'one_off', quantity: '1', unit_price: { amount: '500', currency: 'EUR' }, on: '2030-01-01' } }],
  });
  await call('POST', `/api/crm/v1/deals/${deal.deal_id}/win`, {});
  const found = await until(() => call<List<Project>>('GET', `/api/projects/v1/projects?deal_id=${deal.deal_id}`), (list) => list.items.length === 1);
  const project = found.items[0];
  // Work was done in it, so that nobody may simply cancel it.
  await call('POST', '/api/projects/v1/time-entries', { project_id: project?.project_id, task_id: project?.tasks[0]?.task_id, person_id: person, work_on: week, hours: '1' });
  await call('POST', `/api/crm/v1/deals/${deal.deal_id}/reopen`, { reason: 'They think it over' });
  await until(() => call<List<unknown>>('GET', '/api/projects/v1/decisions?resolved=false'), (list) => list.items.length === 1);
  // What waits for somebody is in no figure, and said; in Hungarian, too.
  const held = await open(`/projects/${project?.project_id}`, { width: 360, theme: 'dark', language: 'hu' });
  await held.getByText('Az ismert rész fedezete').waitFor();
  await held.getByText('A projekt fel van függesztve: el kell dönteni, folytatódik-e.').waitFor();
  await shot(held, 'forecast-held');
  await expectNoOverflow(held);
  await leave(held);
  const page = await open('/projects');
  await page.getByText(/They think it over/).waitFor();
  await page.getByRole('button', { name: 'Decide' }).press('Enter');
  await page.getByRole('dialog').getByRole('combobox', { name: 'The project' }).click();
  await page.getByRole('option', { name: /Goes on/ }).click();
  await shot(page, 'decision');
  await page.getByRole('dialog').getByRole('button', { name: 'Decide' }).click();
  await page.getByText('Decided: Second thoughts').waitFor();
  await page.getByText(/They think it over/).waitFor({ state: 'detached' });
  expectQuiet(page);
  await leave(page);
});
