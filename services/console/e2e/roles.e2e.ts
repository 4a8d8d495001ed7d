/* What each role of the demo company finds at addresses that its menu does not show: what may not be done is not offered. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, logIn, open, settled, shot, start, stop, walk } from './harness.ts';

beforeAll(start);
afterAll(stop);

/** What a page offers to who has the permission that its endpoint asks for. */
const offers: readonly (readonly [path: string, button: RegExp, permission: string])[] = [
  ['/admin/organisation', /^Save$/, 'identity:organization:manage'],
  ['/admin/members?new=true', /^(New member|Invite)/, 'identity:member:manage'],
  ['/admin/api-keys?new=true', /^(New API key|Make|Revoke)/, 'identity:api_key:manage'],
  ['/expenses/cost-centres?new=true', /^(New cost centre|Open|Close: |Change\. )/, 'expenses:cost_center:manage'],
  ['/expenses/settings', /^Save$/, 'expenses:cost_center:manage'],
  ['/expenses/new', /^Begin claim$/, 'expenses:claim:write'],
  ['/approvals/claims', /^(Approve|Reject)/, 'expenses:claim:approve'],
  ['/approvals/time', /^(Approve|Reject)/, 'projects:time:approve'],
  ['/projects?new=true', /^New project$/, 'projects:project:write'],
  ['/people?new=true', /^New person$/, 'projects:person:manage'],
  ['/invoices?new=true', /^New invoice$/, 'billing:invoice:write'],
  ['/payments?new=true', /^Register payment$/, 'billing:payment:register'],
  ['/crm/deals?new=true', /^(New deal$|Change\. )/, 'crm:deal:write'],
  ['/crm/pipeline?new=true', /^(New deal$|Move: )/, 'crm:deal:write'],
  ['/crm/accounts?new=true', /^(New account$|Change\. )/, 'crm:account:write'],
  ['/crm/contacts?new=true', /^(New contact$|Change\. )/, 'crm:contact:write'],
  ['/crm/leads?new=true', /^New lead$/, 'crm:lead:write'],
  ['/crm/tasks?new=true', /^New task$/, 'crm:activity:write'],
  ['/crm/mails?new=true', /^Write a mail$/, 'crm:activity:write'],
  ['/crm/imports', /^Choose a file$/, 'crm:import'],
  ['/crm/settings?tab=pipelines', /^(New|Change) /, 'crm:settings:manage'],
  ['/crm/settings?tab=quotes', /^Save$/, 'crm:settings:manage'],
  ['/crm/settings?tab=mail', /^(New mailbox$|Secret address of |Change Office)/, 'crm:settings:manage'],
  ['/crm/settings?tab=automations', /^New rule$/, 'crm:settings:manage'],
  ['/crm/forecast?tab=setup', /^(New team$|New rate$|Change |Take |Correct )/, 'crm:settings:manage'],
];
/** Pages that are only the refusal for who has not this permission: nothing is drawn that could but be refused. */
const whole: readonly (readonly [path: string, permission: string])[] = [
  ['/reports/margin', 'reporting:read'],
  ['/reports/ledger', 'reporting:read'],
  ['/billing', 'billing:read'],
  ['/invoices', 'billing:read'],
  ['/customers', 'billing:read'],
  ['/crm/deals', 'crm:read'],
  ['/operations', 'operations:read'],
  ['/admin/api-keys', 'identity:api_key:manage'],
];
const refusal = 'Your roles do not include this';

test.each(['bence', 'petra', 'ferenc', 'dora', 'gabor'])('%s is offered only what the services let through', async (name) => {
  const page = await open('/', {}, await logIn(`${name}@gerinc.example`, 'gerinc-demo'));
  const session = await page.context().request.get(`${base}/api/identity/v1/session`);
  const { permissions } = (await session.json()) as { permissions: string[] };
  const main = page.getByRole('main');
  const visit = async (path: string) => {
    const url = new URL(page.url());
    if (url.pathname === path.split('?')[0]) await walk(page, '/');
    await walk(page, path);
    await settled(page);
  };
  for (const [path, permission] of whole) {
    await visit(path);
    const refused = await main.getByText(refusal).count();
    expect(refused, `${name} at ${path}`).toBe(permissions.includes(permission) ? 0 : 1);
    expect(refused && (await main.locator('button, select, input, a, table, nav').count()), `${name} at ${path}`).toBe(0);
  }
  for (const [path, button, permission] of offers) {
    if (permissions.includes(permission)) continue;
    await visit(path);
    expect(await page.getByRole('button', { name: button }).allTextContents(), `${name} at ${path}`).toEqual([]);
    expect(await page.getByRole('dialog').count(), `${name} at ${path}`).toBe(0);
  }
  expectQuiet(page);
  await leave(page);
});

test('a page that is not open says so, at 360 pixels and in Hungarian', async () => {
  const dora = await logIn('dora@gerinc.example', 'gerinc-demo');
  const page = await open('/reports/margin', { width: 360, theme: 'dark', language: 'hu' }, dora);
  await page.getByText('Ehhez más szerepkör szükséges').waitFor();
  await expectNoAxe(page, { everywhere: true });
  await expectNoOverflow(page);
  await shot(page, 'roles-refused-hu');
  await walk(page, '/admin/organisation');
  await page.getByText('Ez itt csak olvasható.', { exact: false }).waitFor();
  await expectNoAxe(page, { everywhere: true });
  await expectNoOverflow(page);
  await shot(page, 'roles-organisation-hu');
});
