/* What each role of the demo company finds at addresses that its menu does not show: what may not be done is not offered. */
import type { APIRequestContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoAxe, expectNoOverflow, expectQuiet, leave, logIn, open, settled, shot, spread, start, stop, walk } from './harness.ts';

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
  ['/approvals/claims', /^(Approve|Send back)/, 'expenses:claim:approve'],
  ['/approvals/time', /^(Approve|Send back)/, 'projects:time:approve'],
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
  ['/invoices?new=true', 'billing:read'],
  ['/customers', 'billing:read'],
  ['/crm/deals?new=true', 'crm:read'],
  ['/operations', 'operations:read'],
  ['/admin/api-keys?new=true', 'identity:api_key:manage'],
];
/** What is shown at an address, whichever record it is. */
const placeOf = (path: string) => (path.split('?')[0] ?? path).replace(/\/[^/]*\d[^/]*$/, '/$id');
/** Whether a call asks for what a permission lets one read; the session and live news are everybody's. */
const isOf = (permission: string, call: string) => {
  const [service] = permission.split(':');
  return service === 'operations' ? call.includes('/operations/') : call.startsWith(`/api/${service}/`) && !call.endsWith('/session');
};
const refusal = 'Your roles do not include this';

/** Ids of one record of each kind, as the owner sees them. */
type Ids = Readonly<Record<'deal' | 'won' | 'account' | 'contact' | 'lead' | 'quote' | 'sequence' | 'rule' | 'project' | 'person' | 'issued' | 'draft' | 'schedule' | 'customer' | 'claim', string>>;
let ids: Ids;
let imported: string;
const csrf = { 'X-Requested-With': 'gerinc' };
/** As the owner. */
async function asking<T>(ask: (request: APIRequestContext) => Promise<T>): Promise<T> {
  const anna = await open('/');
  const answer = await ask(anna.context().request);
  await leave(anna);
  return answer;
}
beforeAll(() => asking(async (request) => {
  const first = async (path: string, id: string) => {
    const answer = await request.get(`${base}/api/${path}${path.includes('?') ? '&' : '?'}limit=1`);
    const found = ((await answer.json()) as { items: Record<string, string>[] }).items[0]?.[id];
    if (!found) throw new Error(`The demo company has nothing at ${path}`);
    return found;
  };
  const wanted = {
    deal: ['crm/v1/deals?status=open', 'deal_id'],
    won: ['crm/v1/deals?status=won', 'deal_id'],
    account: ['crm/v1/accounts', 'account_id'],
    contact: ['crm/v1/contacts', 'contact_id'],
    lead: ['crm/v1/leads?status=new', 'lead_id'],
    quote: ['crm/v1/quotes?state=sent', 'quote_id'],
    sequence: ['crm/v1/sequences', 'sequence_id'],
    rule: ['crm/v1/automations', 'automation_id'],
    project: ['projects/v1/projects?status=active', 'project_id'],
    person: ['projects/v1/people', 'person_id'],
    issued: ['billing/v1/invoices?status=issued', 'invoice_id'],
    draft: ['billing/v1/invoices?status=draft', 'invoice_id'],
    schedule: ['billing/v1/schedules', 'schedule_id'],
    customer: ['billing/v1/customers', 'customer_id'],
    claim: ['expenses/v1/claims?status=approved', 'claim_id'],
  } as const satisfies Record<keyof Ids, readonly [string, string]>;
  const found = await Promise.all(Object.entries(wanted).map(async ([kind, [path, id]]) => [kind, await first(path, id)] as const));
  ids = Object.fromEntries(found) as Ids;
  // The demo has no file; this one goes away again.
  const received = await request.post(`${base}/api/crm/v1/imports?kind=leads&name=roles.csv`, { headers: { ...csrf, 'Content-Type': 'text/csv' }, data: 'Name,Email\nRolf Role,rolf@roles.example\n' });
  imported = ((await received.json()) as { import_id: string }).import_id;
}));
afterAll(() => asking((request) => request.delete(`${base}/api/crm/v1/imports/${imported}`, { headers: csrf })));

/** What stands on a record only for who has the permission of its endpoint. */
const records: readonly (readonly [path: (ids: Ids) => string, button: RegExp, permission: string])[] = [
  [({ deal }) => `/crm/deals/${deal}`, /^(Change\. |Add (line|next step|a person|a competitor)|Say how likely|New quote|Move to )/, 'crm:deal:write'],
  [({ deal }) => `/crm/deals/${deal}`, /^(Win|Lose)$/, 'crm:deal:close'],
  [({ deal }) => `/crm/deals/${deal}`, /^((Note|Call|Meeting|Mail|Task)$|Done: |Put off: |Remove: |Correct: )/, 'crm:activity:write'],
  [({ won }) => `/crm/deals/${won}`, /^Reopen$/, 'crm:deal:close'],
  [({ account }) => `/crm/accounts/${account}`, /^(Change|Merge with…|Change\. )/, 'crm:account:write'],
  [({ account }) => `/crm/accounts/${account}`, /^New contact$/, 'crm:contact:write'],
  [({ account }) => `/crm/accounts/${account}`, /^New deal$/, 'crm:deal:write'],
  [({ contact }) => `/crm/contacts/${contact}`, /^(Change|Merge with…|Change\. )/, 'crm:contact:write'],
  [({ contact }) => `/crm/contacts/${contact}`, /^(Erase|Keep|Export data)/, 'crm:privacy:manage'],
  [({ lead }) => `/crm/leads/${lead}`, /^(Take|Answered|Work on it|Nurture|Disqualify|Convert|Merge|Change\. |Add next step)/, 'crm:lead:write'],
  [({ quote }) => `/crm/quotes?quote=${quote}`, /^(New version|Withdraw|Make an address|Record acceptance|Take all addresses away|Send)$/, 'crm:deal:write'],
  [({ sequence }) => `/crm/leads/sequences?sequence=${sequence}`, /^(Pause|Activate|Archive|Publish|Add a step|Save|Enrol|Take )/, 'crm:lead:write'],
  [({ rule }) => `/crm/settings?tab=automations&rule=${rule}`, /^(Pause|Activate|Archive|Save|Add )/, 'crm:settings:manage'],
  [() => `/crm/imports?id=${imported}`, /^(Try it out|Import |Throw away|Undo the import)/, 'crm:import'],
  [() => '/crm/settings?tab=products', /^(New |Change |Take )/, 'crm:settings:manage'],
  [({ project }) => `/projects/${project}`, /^(Edit project|Actions|New task|Complete|Reopen|Edit task)/, 'projects:project:write'],
  [({ person }) => `/people/${person}`, /^(Edit person|New cost rate)/, 'projects:person:manage'],
  [({ issued }) => `/invoices/${issued}`, /^Register payment$/, 'billing:payment:register'],
  [({ draft }) => `/invoices/${draft}`, /^(Edit lines|Discard)$/, 'billing:invoice:write'],
  [({ draft }) => `/invoices/${draft}`, /^Issue$/, 'billing:invoice:issue'],
  [({ schedule }) => `/schedules/${schedule}`, /^(Resume|End schedule)/, 'billing:invoice:write'],
  [({ customer }) => `/customers/${customer}`, /^(Register payment|Apply credit)/, 'billing:payment:register'],
  [({ claim }) => `/expenses/${claim}`, /^(Submit|Add line|Add receipt|Change line|Remove line)/, 'expenses:claim:write'],
];

test.each(['bence', 'petra', 'ferenc', 'dora', 'gabor'])('%s is offered only what the services let through', async (name) => {
  const page = await open('/', {}, await logIn(`${name}@gerinc.example`, 'gerinc-demo'));
  const session = await page.context().request.get(`${base}/api/identity/v1/session`);
  const { permissions } = (await session.json()) as { permissions: string[] };
  // Nothing is asked for that is refused, on no page: what somebody may not read is not asked for.
  const refusedCalls: string[] = [];
  const calls: string[] = [];
  page.on('request', (request) => request.url().includes('/api/') && calls.push(new URL(request.url()).pathname));
  page.on('response', (response) => response.status() === 403 && refusedCalls.push(`${new URL(page.url()).pathname}: ${new URL(response.url()).pathname}`));
  const main = page.getByRole('main');
  const visit = async (path: string) => {
    // Of two records of a kind the page is the same one.
    if (placeOf(new URL(page.url()).pathname) === placeOf(path)) await walk(page, '/join');
    calls.length = 0;
    await walk(page, path);
    await settled(page);
  };
  const addresses = ['/', ...whole.map(([path]) => path), ...offers.filter(([, , permission]) => !permissions.includes(permission)).map(([path]) => path), ...records.map(([path]) => path(ids))];
  for (const address of spread([...new Set(addresses)], placeOf)) {
    await visit(address);
    expect(await page.getByRole('heading', { level: 1 }).count(), `${name} at ${address}`).toBe(1);
    for (const [path, permission] of whole) {
      if (path !== address) continue;
      expect(permissions.includes(permission) ? [] : calls.filter((call) => isOf(permission, call)), `${name} at ${address}`).toEqual([]);
      const refused = await main.getByText(refusal).count();
      expect(refused, `${name} at ${address}`).toBe(permissions.includes(permission) ? 0 : 1);
      expect(refused && (await main.locator('button, select, input, a, table, nav').count()), `${name} at ${address}`).toBe(0);
    }
    for (const [path, button, permission] of offers) {
      if (path !== address || permissions.includes(permission)) continue;
      expect(await page.getByRole('button', { name: button }).allTextContents(), `${name} at ${address}`).toEqual([]);
      expect(await page.getByRole('dialog').count(), `${name} at ${address}`).toBe(0);
    }
    for (const [path, button, permission] of records) {
      if (path(ids) !== address || permissions.includes(permission)) continue;
      expect(await page.getByRole('button', { name: button }).allTextContents(), `${name} at ${address}`).toEqual([]);
    }
  }
  expect(refusedCalls).toEqual([]);
  expectQuiet(page);
  await leave(page);
});

test('a page that is not open says so, at 360 pixels and in Hungarian', async () => {
  const dora = await logIn('dora@gerinc.example', 'gerinc-demo');
  const page = await open('/reports/margin', { width: 360, theme: 'dark', language: 'hu' }, dora);
  await page.getByText('Ehhez más szerepkör szükséges').waitFor();
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, 'roles-refused-hu');
  await walk(page, '/admin/organisation');
  await page.getByText('Ez itt csak olvasható.', { exact: false }).waitFor();
  await expectNoAxe(page);
  await expectNoOverflow(page);
  await shot(page, 'roles-organisation-hu');
});
