/* What holds for every page. A new page adds its address here. */
import { afterAll, beforeAll, test } from 'vitest';
import { base, both, expectNoAxe, expectNoOverflow, expectQuiet, looks, open, settled, shot, start, stop, type Look } from './harness.ts';

const pages = ['/', '/crm/deals', '/crm/deals?new=true', '/crm/deals?status=won&name=zzz', '/crm/pipeline', '/crm/accounts', '/crm/accounts?new=true', '/crm/contacts', '/crm/day', '/crm/forgotten', '/crm/forgotten?reason=no_activity&sort=opened_on', '/crm/forecast', '/crm/forecast?by=category', '/crm/forecast?tab=accuracy', '/crm/forecast?tab=mend', '/crm/forecast?tab=goals', '/crm/forecast?tab=setup', '/crm/settings', '/crm/settings?tab=fields', '/crm/settings?tab=tags', '/crm/settings?tab=reasons', '/crm/settings?tab=products', '/crm/leads', '/crm/leads?new=true', '/crm/leads?q=zzz', '/crm/leads/forms', '/crm/leads/scoring', '/crm/leads/assignment',
  // Billing and reports.
  '/billing',
  '/invoices',
  '/invoices?new=true',
  '/payments',
  '/payments?new=true',
  '/customers',
  '/customers?name=zzz',
  '/schedules',
  '/reports/margin?by=customer',
  '/reports/receivables',
  '/reports/receivables?asof=2026-01-31',
  '/reports/unbilled',
  '/reports/pipeline',
  '/reports/ledger?since=2026-01-31',
  // Expenses, administration, operations.
  '/import',
  '/expenses',
  '/expenses/new',
  '/expenses/cost-centres',
  '/expenses/settings',
  '/approvals/claims',
  '/admin/organisation',
  '/admin/members',
  '/admin/members?new=true',
  '/admin/roles',
  '/admin/api-keys',
  '/operations',
  '/profile',
  // Time, projects, people.
  '/time',
  '/approvals/time',
  '/projects',
  '/projects?new=true',
  '/projects?status=cancelled',
  '/people',
  '/people?new=true',
];

// Every page in the two looks that differ most, a few in all eight.
const some: readonly string[] = ['/', '/crm/deals', '/time'];
const tries = pages.flatMap((path) => (some.includes(path) ? looks : both).map((look) => ({ path, ...look })));

// One window for each look, so that the console itself is loaded once for each.
const windows = new Map<string, Awaited<ReturnType<typeof open>>>();
async function visit(path: string, look: Required<Look>) {
  const key = JSON.stringify(look);
  const known = windows.get(key);
  if (!known) {
    const page = await open(path, look);
    windows.set(key, page);
    return page;
  }
  known.errors.length = 0;
  await known.goto(`${base}${path}`);
  await known.getByRole('heading', { level: 1 }).waitFor();
  return known;
}

beforeAll(start);
afterAll(stop);

test.each(tries)('$path $language $theme $width', async ({ path, ...look }) => {
  const page = await visit(path, look);
  await settled(page);
  await shot(page, `${path.replaceAll(/\W+/g, '-')}-${look.language}-${look.theme}-${look.width}`);
  await expectNoAxe(page);
  await expectNoOverflow(page);
  expectQuiet(page);
});
