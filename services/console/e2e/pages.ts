/* Every page there is, by an address of it; `checks/pages.test.ts` compares them with the routes. */

/** Pages of the frame, and what of them looks quite different. */
export const pages = ['/', '/crm/deals', '/crm/deals?new=true', '/crm/deals?status=won&name=zzz', '/crm/pipeline', '/crm/accounts', '/crm/accounts?new=true', '/crm/contacts', '/crm/day', '/crm/forgotten', '/crm/forgotten?kind=lead&reason=no_activity&sort=-value', '/crm/forecast', '/crm/forecast?by=category', '/crm/forecast?tab=accuracy', '/crm/forecast?tab=mend', '/crm/forecast?tab=goals', '/crm/forecast?tab=setup', '/crm/settings', '/crm/settings?tab=fields', '/crm/settings?tab=tags', '/crm/settings?tab=reasons', '/crm/settings?tab=products', '/crm/settings?tab=quotes', '/crm/settings?tab=automations', '/crm/settings?tab=automations&rule=new', '/crm/leads', '/crm/leads?new=true', '/crm/leads/forms', '/crm/leads/suspected', '/crm/leads/scoring', '/crm/leads/assignment', '/crm/tasks', '/crm/tasks?new=true', '/crm/mails', '/crm/quotes', '/crm/imports', '/crm/settings?tab=merges', '/crm/settings?tab=merges&kind=lead&undone=no&order=kind', '/crm/settings?tab=privacy',
  // Billing and reports.
  '/billing',
  '/invoices',
  '/invoices?new=true',
  '/payments',
  '/payments?new=true',
  '/customers',
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
  '/people',
  '/people?new=true',
];

/** Pages of one thing: the list of the API where the demo company has one, and what its id is called there. */
export const records: Readonly<Record<string, readonly [list: string, id: string]>> = {
  '/crm/accounts/$id': ['/api/crm/v1/accounts', 'account_id'],
  '/crm/contacts/$id': ['/api/crm/v1/contacts', 'contact_id'],
  '/crm/deals/$id': ['/api/crm/v1/deals', 'deal_id'],
  '/crm/leads/$id': ['/api/crm/v1/leads', 'lead_id'],
  '/projects/$id': ['/api/projects/v1/projects', 'project_id'],
  '/people/$id': ['/api/projects/v1/people', 'person_id'],
  '/invoices/$id': ['/api/billing/v1/invoices', 'invoice_id'],
  '/customers/$id': ['/api/billing/v1/customers', 'customer_id'],
  '/schedules/$id': ['/api/billing/v1/schedules', 'schedule_id'],
  '/expenses/$claimId': ['/api/expenses/v1/claims', 'claim_id'],
};

/** Pages for who is not logged in. */
export const outside = ['/login', '/signup'];
