/* What holds for every page. A new page adds its address here. */
import { afterAll, beforeAll, test } from 'vitest';
import { both, expectNoAxe, expectNoOverflow, expectQuiet, leave, looks, open, settled, shot, spread, start, stop, walk, type Shown } from './harness.ts';
import { asked, expectPseudo } from './pseudo.ts';

const pages = ['/', '/crm/deals', '/crm/deals?new=true', '/crm/deals?status=won&name=zzz', '/crm/pipeline', '/crm/accounts', '/crm/accounts?new=true', '/crm/contacts', '/crm/day', '/crm/forgotten', '/crm/forgotten?kind=lead&reason=no_activity&sort=-value', '/crm/forecast', '/crm/forecast?by=category', '/crm/forecast?tab=accuracy', '/crm/forecast?tab=mend', '/crm/forecast?tab=goals', '/crm/forecast?tab=setup', '/crm/settings', '/crm/settings?tab=fields', '/crm/settings?tab=tags', '/crm/settings?tab=reasons', '/crm/settings?tab=products', '/crm/settings?tab=quotes', '/crm/settings?tab=automations', '/crm/settings?tab=automations&rule=new', '/crm/leads', '/crm/leads?new=true', '/crm/leads?q=zzz', '/crm/leads/forms', '/crm/leads/suspected', '/crm/leads/scoring', '/crm/leads/assignment', '/crm/tasks', '/crm/tasks?new=true', '/crm/tasks?all=true&status=any', '/crm/mails', '/crm/mails?status=in_doubt', '/crm/quotes', '/crm/quotes?soon=true', '/crm/imports', '/crm/settings?tab=merges', '/crm/settings?tab=merges&kind=lead&undone=no&order=kind', '/crm/leads/suspected?q=zzz&order=sender', '/crm/settings?tab=privacy',
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
  '/join',
  // Time, projects, people.
  '/time',
  '/approvals/time',
  '/projects',
  '/projects?new=true',
  '/projects?status=cancelled',
  '/people',
  '/people?new=true',
];

const address = (path: string) => path.split('?')[0] ?? path;

// Every page in the two looks that differ most, a few in all eight.
const some: readonly string[] = ['/', '/crm/deals', '/time'];
// With longer texts, the two sizes of one language tell everything.
const longer = looks.filter(({ language, theme }) => language === 'en' && theme === 'light');
// Two looks at a time: most of a visit is waiting.
const tries = spread(pages, address).flatMap((path) => {
  const wanted = asked ? longer : some.includes(path) ? looks : both;
  return wanted.flatMap((first, place) => (place % 2 === 0 ? [{ path, pair: [first, ...wanted.slice(place + 1, place + 2)] }] : []));
});

// One window for each look, so that the console itself is loaded once for each.
const windows = new Map<string, Awaited<ReturnType<typeof open>>>();
async function visit(path: string, look: Shown) {
  const key = JSON.stringify(look);
  const known = windows.get(key);
  if (known && new URL(known.url()).pathname !== address(path)) {
    known.errors.length = 0;
    await walk(known, path);
    return known;
  }
  if (known) await leave(known);
  const page = await open(path, look);
  windows.set(key, page);
  return page;
}

beforeAll(start);
afterAll(stop);

const named = ({ language, theme, width }: Shown) => `${language} ${theme} ${width}`;
test.each(tries.map(({ path, pair }) => ({ path, pair, looks: pair.map(named).join(', ') })))('$path $looks', async ({ path, pair }) => {
  await Promise.all(pair.map((look) => holds(path, look)));
});

async function holds(path: string, look: Shown) {
  const page = await visit(path, look);
  await settled(page);
  await shot(page, `${path.replaceAll(/\W+/g, '-')}-${look.language}-${look.theme}-${look.width}`);
  if (asked) return expectPseudo(page);
  await expectNoAxe(page, { everywhere: true });
  await expectNoOverflow(page);
  expectQuiet(page);
}
