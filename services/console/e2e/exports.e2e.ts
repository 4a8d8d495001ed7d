/* Every list that people see can be taken out as a file, with what the page asks for. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoOverflow, expectQuiet, leave, open, settled, shot, start, stop, walk } from './harness.ts';

beforeAll(start);
afterAll(stop);

/** A page, the address of its file, and a heading in it. */
const files = [
  ['/projects?status=active', '/api/projects/v1/exports/projects.csv?status=active', 'Budget hours'],
  ['/people', '/api/projects/v1/exports/people.csv?active=true', 'Latest hourly cost'],
  ['/time', '/api/projects/v1/exports/time-entries.csv?person_id=', 'Billable hours'],
  ['/expenses?status=approved', '/api/expenses/v1/exports/claims.csv?status=approved', 'Cost centre'],
  ['/expenses/cost-centres', '/api/expenses/v1/exports/cost-centers.csv', 'Code'],
  ['/expenses/settings', '/api/expenses/v1/exports/budgets.csv', 'Contract value'],
  ['/crm/forecast?tab=goals', '/api/reporting/v1/exports/forecast-goals.csv?from=', 'Goal'],
  ['/admin/members', '/api/identity/v1/exports/members.csv', 'Roles'],
  ['/crm/forecast?tab=accuracy', '/api/reporting/v1/exports/forecast-snapshots.csv', 'Week from'],
  ['/reports/ledger', '/api/reporting/v1/exports/balances.csv', 'Balance'],
  ['/crm/settings?tab=pipelines', '/api/crm/v1/exports/pipelines.csv', 'Stands for'],
  ['/admin/api-keys', '/api/identity/v1/exports/api-keys.csv', 'Last used at'],
] as const;

test.each([
  ['en', 'light', 1440, 'Export', 'For other programs (CSV)'],
  ['hu', 'dark', 360, 'Exportálás', 'Más programokhoz (CSV)'],
] as const)('lists are files: %s %s %i', async (language, theme, width, button, csv) => {
  const page = await open('/', { language, theme, width });
  for (const [path, address, heading] of files) {
    await walk(page, path);
    await settled(page);
    const buttons = page.locator('main').getByRole('button', { name: button, exact: true });
    await buttons.first().click();
    // The workbook comes first.
    expect(await page.getByRole('group', { name: button }).first().getByRole('link').first().textContent()).toContain('Excel');
    const link = page.getByRole('link', { name: csv });
    const href = (await link.first().getAttribute('href')) ?? '';
    expect(href).toContain(address);
    const file = await page.context().request.get(`${base}${href}`);
    expect([path, file.status()]).toEqual([path, 200]);
    expect((await file.text()).split('\n', 1)[0]).toContain(heading);
    await expectNoOverflow(page);
    await shot(page, `export${path.replaceAll(/[^a-z]+/g, '-')}-${language}`);
    await page.keyboard.press('Escape');
  }
  expectQuiet(page);
  await leave(page);
});
