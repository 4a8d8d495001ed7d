/* Small lists: sorted and filtered, and as one left them when one comes back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectQuiet, leave, open, ownOrganization, settled, start, stop } from './harness.ts';

beforeAll(start);
afterAll(stop);

test('what was merged is sorted and filtered, and stays so after a reload', async () => {
  const call = await ownOrganization('Orders Kft.');
  const page = await open('/crm/settings?tab=merges');
  const order = page.getByRole('combobox', { name: 'Order', exact: true });
  await page.getByText('Nothing was merged').waitFor();
  expect(await order.count()).toBe(0);
  const made = async (kind: 'account' | 'contact', name: string) => (await call<Record<string, string>>('POST', `/api/crm/v1/${kind}s`, { name }))[`${kind}_id`];
  for (const [kind, name] of [['account', 'North'], ['contact', 'Ada'], ['contact', 'Bea']] as const)
    await call('POST', `/api/crm/v1/${kind}s/${await made(kind, name)}/merge`, { merged_id: await made(kind, `${name} again`) });
  await page.reload();
  const rows = page.getByRole('region', { name: 'Merges' }).getByRole('listitem');
  await rows.filter({ hasText: 'Bea again' }).waitFor();
  await order.selectOption('Merged, ascending');
  await rows.first().filter({ hasText: 'North again' }).waitFor();
  await page.getByRole('search').getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Contact' }).click();
  await rows.first().filter({ hasText: 'Ada again' }).waitFor();
  await page.reload();
  await settled(page);
  await rows.first().filter({ hasText: 'Ada again' }).waitFor();
  expect(await rows.allTextContents()).toHaveLength(2);
  expect(await order.inputValue()).toBe('merged_at');
  expect(new URL(page.url()).searchParams.get('kind')).toBe('contact');
  expectQuiet(page);
  await leave(page);
});
