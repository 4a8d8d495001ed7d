/* What holds for every page. A new page adds its address here. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, looks, open, shot, start, stop } from './harness.ts';

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

beforeAll(start);
afterAll(stop);

describe.each(pages)('%s', (path) => {
  test.each(looks)('$language $theme $width', async (look) => {
    const page = await open(path, look);
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await page.waitForTimeout(400);
    await shot(page, `${path.replaceAll(/\W+/g, '-')}-${look.language}-${look.theme}-${look.width}`);
    await expectNoAxe(page);
    await expectNoOverflow(page);
    expectQuiet(page);
    await page.context().close();
  });
});
