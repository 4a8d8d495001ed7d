/* What holds for every page. A new page adds its address here. */
import { afterAll, beforeAll, test } from 'vitest';
import { both, expectNoAxe, expectNoOverflow, expectQuiet, looks, open, settled, shot, start, stop } from './harness.ts';

const pages = ['/', '/crm/deals', '/crm/deals?new=true', '/crm/deals?status=won&name=zzz', '/crm/pipeline', '/crm/accounts', '/crm/accounts?new=true', '/crm/contacts',
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
const some: readonly string[] = ['/', '/crm/deals', '/crm/pipeline', '/time', '/invoices'];
const tries = pages.flatMap((path) => (some.includes(path) ? looks : both).map((look) => ({ path, ...look })));

beforeAll(start);
afterAll(stop);

test.each(tries)('$path $language $theme $width', async ({ path, ...look }) => {
  const page = await open(path, look);
  await settled(page);
  await shot(page, `${path.replaceAll(/\W+/g, '-')}-${look.language}-${look.theme}-${look.width}`);
  await expectNoAxe(page);
  await expectNoOverflow(page);
  expectQuiet(page);
  await page.context().close();
});
