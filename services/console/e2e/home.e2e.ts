/* Where the day of somebody begins who only records time: the week that is not handed in, and own figures; in an organisation of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, logIn, narrow, open, ownOrganization, settled, shot, start, stop, until, type Cookies } from './harness.ts';

type List<T> = { readonly items: readonly T[] };
const run = Date.now().toString(36);
const email = `emma-${run}@example.com`;
const password = `long-${run}-password`;
let emma: Cookies;
/** The Monday so many weeks ago. */
const monday = (back: number) => {
  const now = new Date();
  return new Date(now.getTime() - (((now.getUTCDay() + 6) % 7) + 7 * back) * 86_400_000).toISOString().slice(0, 10);
};

beforeAll(async () => {
  await start();
  const call = await ownOrganization(`Home ${run}`);
  const { member_id } = await call<{ member_id: string }>('POST', '/api/identity/v1/members', { name: 'Emma Employee', email, roles: ['employee'], password });
  let person = '';
  await until(async () => {
    person = (await call<List<{ person_id: string }>>('GET', `/api/projects/v1/people?member_id=${member_id}`)).items[0]?.person_id ?? '';
    return person !== '';
  });
  const { project_id } = await call<{ project_id: string }>('POST', '/api/projects/v1/projects', { name: 'Intranet', starts_on: '2024-01-01' });
  await call('POST', `/api/projects/v1/projects/${project_id}/tasks`, { name: 'Build', planned_hours: '8', billing: { kind: 'non_billable' } });
  const { tasks } = await call<{ tasks: readonly { task_id: string }[] }>('GET', `/api/projects/v1/projects/${project_id}`);
  const log = (work_on: string, hours: string) => call('POST', '/api/projects/v1/time-entries', { project_id, task_id: tasks[0]?.task_id, person_id: person, work_on, hours });
  // Nothing last week, which is missed; the two weeks before it were forgotten; this one has begun.
  await log(monday(3), '6');
  await log(monday(2), '8');
  await log(monday(0), '1.5');
  emma = await logIn(email, password);
});
afterAll(stop);

test('the weeks that are not handed in are named, and the oldest opens', async () => {
  const page = await open('/', {}, emma);
  const waiting = page.getByRole('region', { name: 'Waiting for me' });
  await waiting.getByRole('listitem').filter({ hasText: 'Past weeks not submitted yet' }).getByText('2', { exact: true }).waitFor();
  await waiting.getByRole('link', { name: 'Record time: Hours recorded last week' }).waitFor();
  const mine = page.getByRole('region', { name: 'My work' });
  await mine.getByRole('link', { name: 'Hours this week: 1:30' }).waitFor();
  await mine.getByText('1:30 not submitted').waitFor();
  // A mean of 3:30 a week: 6 and 8 hours in the last four.
  await mine.getByText('2:00 less than usual by this day (3:30)').waitFor();
  await mine.getByRole('link', { name: 'Hours waiting for approval: 0:00' }).waitFor();
  await settled(page);
  await expectNoAxe(page);
  await shot(page, 'home-employee');
  await waiting.getByRole('link', { name: 'Submit: Past weeks not submitted yet' }).click();
  await page.getByRole('heading', { level: 1, name: 'Timesheet' }).waitFor();
  expect(new URL(page.url()).searchParams.get('week')).toContain(monday(3));
  await page.getByRole('button', { name: 'Submit week' }).click();
  await page.getByText('Submitted: 6:00', { exact: false }).first().waitFor();
  // Home knows at once.
  await page.getByRole('navigation').first().getByRole('link', { name: 'Home', exact: true }).click();
  await mine.getByRole('link', { name: 'Hours waiting for approval: 6:00' }).waitFor();
  await waiting.getByRole('listitem').filter({ hasText: 'Past weeks not submitted yet' }).getByText('1', { exact: true }).waitFor();
  expectQuiet(page);
  await leave(page);
});

test('the page of an employee fits and can be read on a phone, in Hungarian', async () => {
  const page = await open('/', narrow, emma);
  await settled(page);
  await shot(page, 'home-employee');
  await expectNoAxe(page);
  await expectNoOverflow(page);
  expectQuiet(page);
  await leave(page);
});
