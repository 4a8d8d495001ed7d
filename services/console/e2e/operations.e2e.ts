/* Operators: how the services hear of each other, what is stuck, and what a message that cannot be applied becomes. */
import { afterAll, beforeAll, test } from 'vitest';
import { base, expectNoAxe, expectQuiet, leave, open, ownOrganization, settled, shot, start, stop, until } from './harness.ts';
import { publish } from './nats.ts';

beforeAll(start);
afterAll(stop);

test('operations say how the services hear of each other, also when one does not answer', async () => {
  const page = await open('/operations');
  await page.getByRole('heading', { level: 2, name: 'Billing' }).waitFor();
  // A question that is on its way is not asked again.
  await settled(page);
  await page.route('**/api/billing/v1/operations/**', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:gerinc:problem:service-unreachable', detail: 'down' }) }),
  );
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('Not reachable', { exact: true }).waitFor();
  await shot(page, 'operations-down');
  await leave(page);
});

test('an operator understands lag, a stop and a dead letter', async () => {
  const page = await open('/');
  const json = (body: object) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });
  await page.route('**/api/billing/v1/operations/**', (route) => {
    const address = route.request().url();
    if (address.endsWith('/consumers')) return route.fulfill(json({ items: [{ consumer: 'billing-crm', blocked_aggregates: 1, dead_letters: 1, parked: 2, lag: 3, paused: true }] }));
    if (address.endsWith('/outbox')) return route.fulfill(json({ pending: 4, oldest_at: new Date(Date.now() - 120_000).toISOString() }));
    if (address.endsWith('/retry')) return route.fulfill(json({ applied: 3, stopped_by: null }));
    return route.fulfill(
      json({
        items: [
          {
            dead_letter_id: '0190', consumer: 'billing-crm', status: 'dead', reason: 'refused', error: 'the account has no address', fingerprint: 'f', attempts: 3,
            first_at: new Date(Date.now() - 3_600_000).toISOString(), last_at: new Date().toISOString(), event_type: 'crm.deal.won.v1', aggregate_id: '0191', aggregate_seq: 4,
          },
        ],
      }),
    );
  });
  await page.goto(`${base}/operations`);
  await page.getByText('Billing was told not to listen to CRM. Whoever runs the server lets it go on with “gerinc consumer resume billing-crm”. Billing has not yet heard 3 messages of CRM.').waitFor();
  await page.getByText(/Billing has not yet told 4 messages/).waitFor();
  await page.getByText('Deal won', { exact: true }).waitFor();
  await page.getByText('Details', { exact: true }).click();
  await page.getByText('the account has no address').waitFor();
  await shot(page, 'operations-stuck');
  await page.getByRole('button', { name: /^Try again: Deal won/ }).click();
  await page.getByText('3 messages applied').waitFor();
  await page.getByRole('button', { name: /^Give up: Deal won/ }).click();
  await page.getByRole('dialog').getByLabel('Reason').waitFor();
  await expectNoAxe(page);
  expectQuiet(page);
  await leave(page);
});

test('a message that makes no sense is stopped for what it is about, tried again, and given up with a reason', async () => {
  const call = await ownOrganization(`Operated ${crypto.randomUUID().slice(0, 8)}`);
  const { organization } = await call<{ organization: { org_id: string } }>('GET', '/api/identity/v1/session');
  const claim = crypto.randomUUID();
  const letters = async () => (await call<{ items: { aggregate_id?: string; status: string; attempts: number }[] }>('GET', '/api/billing/v1/operations/dead-letters')).items;
  for (const seq of [1, 2]) {
    const id = crypto.randomUUID();
    await publish('ev.expenses.claim.approved.v1', {
      specversion: '1.0', id, source: '/gerinc/expenses', type: 'expenses.claim.approved.v1', subject: claim, time: new Date().toISOString(), datacontenttype: 'application/json',
      orgid: organization.org_id, actor: 'system:check', aggregatetype: 'claim', aggregateseq: seq, epoch: 0, correlationid: id, data: { amount: 'a lot' },
    });
  }
  // What comes after it about the same thing waits behind it.
  await until(async () => (await letters()).map((one) => one.status).toSorted().join() === 'dead,parked');

  const page = await open('/operations');
  const stopped = page.getByRole('listitem').filter({ hasText: 'Billing' }).filter({ has: page.getByRole('button', { name: /^Try again/ }) });
  await stopped.getByText('Details').click();
  await stopped.getByText(claim, { exact: false }).waitFor();
  await expectNoAxe(page);
  await shot(page, 'operations-letters');
  await stopped.getByRole('button', { name: /^Try again/ }).click();
  await page.getByText('Expense claim approved: it still cannot be applied.', { exact: false }).waitFor();
  await stopped.getByText('tried 2 times', { exact: false }).waitFor();
  await shot(page, 'operations-again');
  await stopped.getByRole('button', { name: /^Give up/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Give up/ }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  await dialog.getByLabel('Reason').fill('Written by a check; it is no claim.');
  await dialog.getByRole('button', { name: /^Give up/ }).click();
  await dialog.waitFor({ state: 'detached' });
  // The one behind it is the next, and makes no sense either.
  await until(async () => (await letters()).map((one) => one.status).join() === 'dead');
  expectQuiet(page);
  await leave(page);
});
