/* Two organisations: somebody with a log-in is invited to the other one, joins by the code, and goes there and back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { base, expectNoAxe, expectNoOverflow, leave, expectQuiet, shot, start, stop, stranger, type Look } from './harness.ts';

beforeAll(start);
afterAll(stop);

const stamp = Date.now();
const headers = { 'X-Requested-With': 'gerinc' };
const password = 'four words are better';
const address = (name: string) => `${name}.${stamp}@example.com`;

/** The owner of a new organisation, in a browser of their own. */
async function owner(name: string, look: Look = {}): Promise<Page & { errors: string[] }> {
  const page = await stranger('/login', look);
  const organization = { name: `${name} ${stamp}`, country: 'HU', base_currency: 'EUR', time_zone: 'Europe/Budapest' };
  const answer = await page.context().request.post(`${base}/api/identity/v1/signup`, { headers, data: { organization, user: { name: `${name} Owner`, email: address(name), password } } });
  expect(answer.status()).toBe(201);
  return page;
}
async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`${base}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}
/** Invites on the page of the members; answers the code. */
async function invite(page: Page, name: string, email: string): Promise<string> {
  await goTo(page, '/admin/members?new=true');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByRole('button', { name: 'Add member' }).click();
  await dialog.getByText(`${email} is invited`).waitFor();
  return (await dialog.locator('code').textContent()) ?? '';
}

test('somebody with a log-in joins another organisation, and goes there and back', async () => {
  const [anna, bela] = await Promise.all([owner('anna'), owner('bela', { width: 360, theme: 'dark' })]);
  const code = await invite(anna, 'Béla from next door', address('bela'));
  expect(code).toMatch(/^gi_/);
  await shot(anna, 'invitation-made');
  await expectNoAxe(anna);
  await anna.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await anna.getByRole('region', { name: 'Invited, not joined yet' }).getByText(address('bela')).waitFor();
  await shot(anna, 'invitation-open');

  await goTo(bela, '/profile');
  await bela.getByRole('button', { name: 'Join an organisation' }).click();
  await bela.getByLabel('Code').fill(`${code.slice(0, -1)}x`);
  const places = bela.getByRole('region', { name: 'Organisations' });
  await places.getByLabel('Current password').fill(password);
  await places.getByRole('button', { name: 'Join', exact: true }).click();
  await places.getByRole('alert').getByRole('link', { name: /cannot be accepted/ }).waitFor();
  await shot(bela, 'join-refused-phone');
  await expectNoOverflow(bela);
  await bela.getByLabel('Code').fill(code);
  await places.getByRole('button', { name: 'Join', exact: true }).click();
  await places.getByText(`You are a member of anna ${stamp} now.`).waitFor();
  await shot(bela, 'joined-phone');

  // Another tab of the same browser goes along.
  const tab = await bela.context().newPage();
  await goTo(tab, '/profile');
  await places.getByRole('button', { name: `Go there: anna ${stamp}` }).click();
  for (const page of [bela, tab]) await page.waitForURL(`${base}/`);
  await goTo(tab, '/profile');
  await tab.getByRole('region', { name: 'Organisations' }).getByRole('button', { name: `Go there: bela ${stamp}` }).waitFor();
  await tab.getByText('Employee', { exact: true }).waitFor();
  await tab.close();

  await goTo(anna, '/admin/members');
  await anna.getByRole('row', { name: /bela Owner/ }).waitFor();
  expect(await anna.getByRole('region', { name: 'Invited, not joined yet' }).count()).toBe(0);
  for (const page of [anna, bela]) {
    expectQuiet(page);
    await leave(page);
  }
});

test('who was given a password joins with a new one, without being logged in', async () => {
  const [carl, dora] = await Promise.all([owner('carl'), owner('dora')]);
  const email = address('gabor');
  const added = await carl.context().request.post(`${base}/api/identity/v1/members`, { headers, data: { name: 'Gábor', email, roles: ['employee'], password } });
  expect(added.status()).toBe(201);
  const code = await invite(dora, 'Gábor', email);
  const gabor = await stranger('/login', { language: 'hu', width: 360 });
  await gabor.getByRole('link', { name: 'Csatlakozás meghívóval' }).click();
  await gabor.getByRole('heading', { name: 'Csatlakozás szervezethez' }).waitFor();
  await gabor.getByLabel('Kód').fill(code);
  await gabor.getByLabel('E-mail-cím').fill(email);
  await gabor.getByLabel('Jelszó', { exact: true }).fill(password);
  await gabor.getByRole('button', { name: 'Csatlakozás', exact: true }).click();
  await gabor.getByRole('alert').getByRole('link', { name: /más is ismerheti/ }).waitFor();
  await shot(gabor, 'join-own-password-hu');
  await expectNoOverflow(gabor);
  await gabor.getByLabel('Új jelszó').fill('csak én tudom ezt');
  await gabor.getByRole('button', { name: 'Csatlakozás', exact: true }).click();
  await gabor.waitForURL(`${base}/`);
  const session = (await (await gabor.context().request.get(`${base}/api/identity/v1/session`)).json()) as { organization: { name: string } };
  expect(session.organization.name).toBe(`dora ${stamp}`);
  // The password that was given opens nothing any more.
  const old = await carl.context().request.post(`${base}/api/identity/v1/login`, { headers, data: { email, password } });
  expect(old.status()).toBe(401);
  for (const page of [carl, dora, gabor]) {
    expectQuiet(page);
    await leave(page);
  }
});

test('an invitation is withdrawn', async () => {
  const [erika, fanni] = await Promise.all([owner('erika'), owner('fanni')]);
  const code = await invite(erika, 'Fanni', address('fanni'));
  await erika.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await erika.getByRole('button', { name: `Withdraw: ${address('fanni')}` }).click();
  await erika.getByText(`The invitation of ${address('fanni')} is withdrawn`).waitFor();
  await erika.getByRole('region', { name: 'Invited, not joined yet' }).waitFor({ state: 'detached' });
  const answer = await fanni.context().request.post(`${base}/api/identity/v1/invitations/accept`, { headers, data: { code, email: address('fanni'), password } });
  expect(answer.status()).toBe(422);
  for (const page of [erika, fanni]) {
    expectQuiet(page);
    await leave(page);
  }
});
