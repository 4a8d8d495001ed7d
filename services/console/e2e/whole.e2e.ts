/* The way of a business from its first log-in to its margin, by its pages alone, in both languages: the texts are those of the catalogues. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billing as enBilling } from '../src/i18n/en/billing.ts';
import { crm as enCrm } from '../src/i18n/en/crm.ts';
import { home as enHome } from '../src/i18n/en/home.ts';
import { names as enNames } from '../src/i18n/en/names.ts';
import { projects as enProjects } from '../src/i18n/en/projects.ts';
import { reporting as enReporting } from '../src/i18n/en/reporting.ts';
import { shell as enShell } from '../src/i18n/en/shell.ts';
import { talk as enTalk } from '../src/i18n/en/talk.ts';
import { billing as huBilling } from '../src/i18n/hu/billing.ts';
import { crm as huCrm } from '../src/i18n/hu/crm.ts';
import { home as huHome } from '../src/i18n/hu/home.ts';
import { names as huNames } from '../src/i18n/hu/names.ts';
import { projects as huProjects } from '../src/i18n/hu/projects.ts';
import { reporting as huReporting } from '../src/i18n/hu/reporting.ts';
import { shell as huShell } from '../src/i18n/hu/shell.ts';
import { talk as huTalk } from '../src/i18n/hu/talk.ts';
import { base, expectNoOverflow, expectQuiet, leave, logIn, open, shot, start, stop, stranger, until, type Look } from './harness.ts';

const texts = {
  en: { billing: enBilling, crm: enCrm, home: enHome, names: enNames, projects: enProjects, reporting: enReporting, shell: enShell, talk: enTalk },
  hu: { billing: huBilling, crm: huCrm, home: huHome, names: huNames, projects: huProjects, reporting: huReporting, shell: huShell, talk: huTalk },
};
const cases: readonly (readonly [keyof typeof texts, Look])[] = [
  ['en', { language: 'en', theme: 'light', width: 1440 }],
  ['hu', { language: 'hu', theme: 'dark', width: 360 }],
];

beforeAll(start);
afterAll(stop);

test.each(cases)('from the sign-up to the first won deal: %s', async (language, look) => {
  const { crm, home, names, shell } = texts[language];
  const run = crypto.randomUUID().slice(0, 8);
  const page = await stranger('/signup', look);
  await page.getByLabel(shell['signUp.organization']).fill(`Első ${run}`);
  await page.getByLabel(shell['signUp.name']).fill('Flóra Founder');
  await page.getByLabel(shell['logIn.email']).fill(`flora-${run}@whole.example`);
  await page.getByLabel(shell['logIn.password'], { exact: true }).fill('four words are better');
  await page.getByRole('button', { name: shell['signUp.button'] }).click();
  await page.getByRole('heading', { name: home['first.title'].replace('{name}', `Első ${run}`) }).waitFor();
  await page.getByRole('link', { name: home['first.accountDo'] }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(crm['account.name'], { exact: true }).fill('Somló Kft.');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });

  // The first steps stay, with what is done.
  await page.goto(`${base}/`);
  await page.getByRole('heading', { name: home['first.next'] }).waitFor();
  await page.getByRole('img', { name: home['first.done'] }).waitFor();
  await shot(page, `whole-steps-${language}`);
  await page.getByRole('link', { name: home['first.dealDo'] }).click();
  await dialog.getByLabel(crm['deal.name'], { exact: true }).fill('Webshop');
  await dialog.getByRole('combobox', { name: names['crm.account'] }).or(dialog.getByRole('textbox', { name: names['crm.account'] })).first().fill('Somló');
  await page.getByRole('option', { name: 'Somló Kft.' }).click();
  // The calendar of a day opens when it is asked for, and Escape closes it alone.
  const day = dialog.getByLabel(crm['deal.expectedClose'], { exact: true });
  await day.click();
  await page.locator('[data-dates-dropdown]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-dates-dropdown]').waitFor({ state: 'detached' });
  await day.fill('2031-02-03');
  await day.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.waitForURL((url) => url.searchParams.get('peek')?.startsWith('deal:') ?? false);
  const id = new URL(page.url()).searchParams.get('peek')?.slice(5);

  // What it lacks is said, and then the question comes back.
  await page.goto(`${base}/crm/deals/${id}`);
  await page.getByText(language === 'hu' ? 'Feltárás' : 'Prospecting').first().waitFor();
  await page.getByRole('button', { name: crm['win.short'], exact: true }).click();
  await page.getByRole('link', { name: crm['need.line'] }).click();
  await dialog.getByLabel(crm['line.name']).fill('Webshop');
  await dialog.getByLabel(crm['line.price']).fill('9000');
  await page.keyboard.press('Control+Enter');
  const win = page.getByRole('button', { name: crm['win.do'] });
  await win.waitFor();
  await win.press('Control+Enter');
  const chain = page.getByRole('region', { name: crm.chain });
  for (const step of ['project', 'schedule', 'budget']) await chain.locator(`[data-link="${step}"][data-state="done"]`).waitFor({ timeout: 40_000 });
  // The button that was pressed is gone; who reads by ear goes on at the title.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  // One milestone for all of it, called as people here call it.
  await page.getByText(crm['line.whole'], { exact: true }).first().waitFor();
  await shot(page, `whole-won-${language}`);
  await expectNoOverflow(page);
  expectQuiet(page);
  await leave(page);
});

test.each(cases)('from the won deal to the paid invoice and the margin, by four roles: %s', async (language, look) => {
  const { billing, crm, names, projects, reporting, talk } = texts[language];
  const name = `Whole ${crypto.randomUUID().slice(0, 8)}`;
  const as = async (who: string, path: string) => open(path, look, await logIn(`${who}@gerinc.example`, 'gerinc-demo'));
  type Page = Awaited<ReturnType<typeof as>>;
  const asked = async <T>(page: Page, path: string) => (await (await page.context().request.get(`${base}${path}`)).json()) as T;
  const done = async (page: Page) => {
    expectQuiet(page);
    await leave(page);
  };

  // Who sells wins it.
  const seller = await as('bence', '/crm/deals');
  const { items: accounts } = await asked<{ items: { account_id: string }[] }>(seller, '/api/crm/v1/accounts?limit=1');
  const line = { name, vat_rate: '27', billing: { kind: 'fixed', price: { amount: '4000.00', currency: 'EUR' }, milestones: [{ name: 'Concept', share_percent: '100' }] } };
  const opened = await seller.context().request.post(`${base}/api/crm/v1/deals`, { headers: { 'X-Requested-With': 'gerinc' }, data: { name, account_id: accounts[0]?.account_id, lines: [line] } });
  const { deal_id } = (await opened.json()) as { deal_id: string };
  await seller.goto(`${base}/crm/deals/${deal_id}`);
  await seller.getByRole('button', { name: crm['win.short'], exact: true }).click();
  await seller.getByRole('button', { name: crm['win.do'] }).press('Control+Enter');
  const chain = seller.getByRole('region', { name: crm.chain });
  for (const step of ['project', 'schedule', 'budget']) await chain.locator(`[data-link="${step}"][data-state="done"]`).waitFor({ timeout: 40_000 });

  // Who delivers completes what was promised; the seller's page, still open, tells of it.
  const project = (await asked<{ items: { project_id: string }[] }>(seller, `/api/projects/v1/projects?deal_id=${deal_id}`)).items[0]?.project_id;
  const manager = await as('petra', `/projects/${project}`);
  await manager.getByRole('button', { name: projects['milestone.completeTitle'].replace('{name}', 'Concept') }).press('Enter');
  await manager.getByRole('dialog').waitFor();
  await manager.keyboard.press('Control+Enter');
  await manager.getByText(projects['milestone.completed'].replace('{name}', 'Concept')).waitFor();
  await done(manager);
  await seller.getByText(talk['event.milestone.done'].replace('{name}', 'Concept')).waitFor();
  await done(seller);

  // Who bills issues what came of it, and takes the money.
  const finance = await as('ferenc', '/invoices');
  type Invoices = { readonly items: readonly { readonly invoice_id: string }[] };
  let draft: string | undefined;
  await until(async () => {
    draft = (await asked<Invoices>(finance, `/api/billing/v1/invoices?status=draft&project_id=${project}`)).items[0]?.invoice_id;
    return draft !== undefined;
  });
  await finance.goto(`${base}/invoices/${draft}`);
  await finance.getByRole('button', { name: billing['invoice.issue'], exact: true }).click();
  await finance.getByRole('button', { name: billing['invoice.issueNow'] }).press('Control+Enter');
  await finance.getByRole('heading', { level: 1, name: /^\d{4}-\d{6}$/ }).waitFor();
  await finance.getByRole('button', { name: names['billing.payment.new'] }).click();
  await finance.getByRole('dialog').getByRole('textbox', { name: billing['payment.amount'] }).fill('5080');
  await finance.getByRole('dialog').getByRole('button', { name: billing['payment.register'], exact: true }).click();
  await finance.getByText(billing['invoice.status.paid'], { exact: true }).first().waitFor();
  await shot(finance, `whole-paid-${language}`);
  await done(finance);

  // Who answers for all of it sees what is left.
  const owner = await as('anna', '/reports/margin');
  await owner.getByRole('link', { name: `${reporting['figure.margin']}, ${name}` }).first().click();
  await owner.getByRole('complementary').getByText(/4[.,\s\u00A0\u202F]?000/).first().waitFor();
  await shot(owner, `whole-margin-${language}`);
  await done(owner);
});
