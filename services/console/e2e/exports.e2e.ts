/* Every list that people see can be taken out as a file, with what the page asks for and in its language. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectNoOverflow, expectQuiet, leave, open, settled, shot, start, stop, walk } from './harness.ts';

beforeAll(start);
afterAll(stop);

/** What stands in a file: a heading, and perhaps a word below it. */
type File = readonly [heading: string, word?: string];

/** A page, the address of its file, a heading in it in both languages, and a word of a closed list where one is sure to be there. */
const files: readonly (readonly [string, string, File, File])[] = [
  ['/projects?status=active', '/api/projects/v1/exports/projects.csv?status=active', ['Budget hours', 'active'], ['Óraszámkeret', 'Aktív']],
  ['/people', '/api/projects/v1/exports/people.csv?active=true', ['Latest hourly cost', 'yes'], ['Legutóbbi önköltségi óradíj', 'igen']],
  ['/time', '/api/projects/v1/exports/time-entries.csv?person_id=', ['Billable hours'], ['Számlázható óra']],
  ['/expenses?status=approved', '/api/expenses/v1/exports/claims.csv?status=approved', ['Cost centre'], ['Költséghely']],
  ['/expenses/cost-centres', '/api/expenses/v1/exports/cost-centers.csv', ['Code'], ['Kód']],
  ['/expenses/settings', '/api/expenses/v1/exports/budgets.csv', ['Contract value'], ['Szerződésérték']],
  ['/crm/forecast?tab=goals', '/api/reporting/v1/exports/forecast-goals.csv?from=', ['Goal'], ['Cél']],
  ['/admin/members', '/api/identity/v1/exports/members.csv', ['Roles', 'owner'], ['Szerepkörök', 'Tulajdonos']],
  ['/reports/ledger', '/api/reporting/v1/exports/balances.csv', ['Balance', 'receivables'], ['Egyenleg', 'Vevőkövetelések']],
  ['/crm/settings?tab=pipelines', '/api/crm/v1/exports/pipelines.csv', ['Stands for', 'won'], ['Jelentése', 'Megnyert']],
];
/** Pages that may have nothing, with how many lists they have: an empty one offers no file, which is there all the same. */
const maybe: readonly (readonly [string, number, string, string, string])[] = [
  ['/crm/forecast?tab=accuracy', 2, '/api/reporting/v1/exports/forecast-snapshots.csv', 'Week from', 'Hét kezdete'],
  ['/admin/api-keys', 1, '/api/identity/v1/exports/api-keys.csv', 'Last used at', 'Utolsó használat'],
];

test.each([
  ['en', 'light', 1440, 'Export', 'For other programs (CSV)'],
  ['hu', 'dark', 360, 'Exportálás', 'Más programokhoz (CSV)'],
] as const)('lists are files: %s %s %i', async (language, theme, width, button, csv) => {
  const page = await open('/', { language, theme, width });
  // The pages are the same in both; what tells the languages apart are the files with words.
  for (const [path, address, english, hungarian] of files.filter(([, , , [, word]]) => language === 'en' || word)) {
    const [heading, word = ''] = language === 'hu' ? hungarian : english;
    await walk(page, path);
    await settled(page);
    const buttons = page.locator('main').getByRole('button', { name: button, exact: true });
    await buttons.first().click();
    // The workbook comes first.
    expect(await page.getByRole('group', { name: button }).first().getByRole('link').first().textContent()).toContain('Excel');
    const link = page.getByRole('link', { name: csv });
    const href = (await link.first().getAttribute('href')) ?? '';
    expect(href).toContain(address);
    expect(href).toContain(`language=${language}`);
    const file = await page.context().request.get(`${base}${href}`);
    expect([path, file.status()]).toEqual([path, 200]);
    const [headings = '', ...rows] = (await file.text()).split('\n');
    expect(headings).toContain(heading);
    expect([path, rows.some((row) => row.includes(word))]).toEqual([path, true]);
    await expectNoOverflow(page);
    await shot(page, `export${path.replaceAll(/[^a-z]+/g, '-')}-${language}`);
    await page.keyboard.press('Escape');
  }
  for (const [path, lists, address, english, hungarian] of maybe) {
    await walk(page, path);
    await settled(page);
    const main = page.locator('main');
    const nothing = await main.locator('.tabler-icon-seedling').count();
    expect([path, await main.getByRole('button', { name: button, exact: true }).count()]).toEqual([path, lists - nothing]);
    const file = await page.context().request.get(`${base}${address}?language=${language}`);
    expect([path, file.status()]).toEqual([path, 200]);
    expect((await file.text()).split('\n', 1)[0]).toContain(language === 'hu' ? hungarian : english);
  }
  // A second list comes in the same menu.
  await walk(page, '/projects');
  await page.locator('main').getByRole('button', { name: button, exact: true }).click();
  const decisions = page.getByRole('group', { name: button }).getByRole('group').getByRole('link', { name: csv });
  expect(await decisions.getAttribute('href')).toBe(`/api/projects/v1/exports/decisions.csv?language=${language}`);
  await shot(page, `export-decisions-${language}`);
  expectQuiet(page);
  await leave(page);
});
