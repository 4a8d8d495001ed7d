import { IconAddressBook, IconAdjustmentsHorizontal, IconBuildingSkyscraper, IconChecklist, IconHourglass, IconLayoutKanban, IconMagnet, IconMail, IconMailQuestion, IconSignature, IconSun, IconTableImport, IconTargetArrow, IconTrendingUp } from '@tabler/icons-react';
import type { Domain } from '../shell/domain.ts';
import { lazyPart } from '../shell/lazy.ts';

const leadPage = (id: string) => `/crm/leads/${id}`;
const dealPage = (id: string) => `/crm/deals/${id}`;
const accountPage = (id: string) => `/crm/accounts/${id}`;
const contactPage = (id: string) => `/crm/contacts/${id}`;
/** A mail that waits to be filed opens where it waits. */
const waitingMail = (id: string) => `/crm/leads/mails?mail=${id}`;

export const crm: Domain = {
  label: 'shell.menu.crm',
  menu: [
    { to: '/crm/day', label: 'names.crm.day', icon: IconSun, permission: 'crm:read', keys: 'g y' },
    { to: '/crm/leads', label: 'names.crm.leads', icon: IconMagnet, permission: 'crm:read', keys: 'g f' },
    { to: '/crm/pipeline', label: 'names.crm.pipeline', icon: IconLayoutKanban, permission: 'crm:read', keys: 'g p' },
    { to: '/crm/deals', label: 'names.crm.deals.title', icon: IconTargetArrow, permission: 'crm:read', keys: 'g l' },
    { to: '/crm/forgotten', label: 'names.crm.forgotten', icon: IconHourglass, permission: 'crm:read' },
    { to: '/crm/forecast', label: 'names.crm.forecast', icon: IconTrendingUp, permission: 'crm:read', keys: 'g k' },
    { to: '/crm/tasks', label: 'names.crm.tasks', icon: IconChecklist, permission: 'crm:read', keys: 'g w' },
    { to: '/crm/mails', label: 'names.crm.mails', icon: IconMail, permission: 'crm:read', keys: 'g m' },
    { to: '/crm/quotes', label: 'names.crm.quotes', icon: IconSignature, permission: 'crm:read', keys: 'g q' },
    { to: '/crm/accounts', label: 'names.crm.accounts', icon: IconBuildingSkyscraper, permission: 'crm:read' },
    { to: '/crm/contacts', label: 'names.crm.contacts', icon: IconAddressBook, permission: 'crm:read' },
    { to: '/crm/imports', label: 'names.crm.imports', icon: IconTableImport, permission: 'crm:import' },
    { to: '/crm/settings', label: 'names.crm.settings', icon: IconAdjustmentsHorizontal, permission: 'crm:settings:manage' },
  ],
  peeks: {
    lead: { label: 'names.crm.lead', content: lazyPart(['crm', 'leads'], async () => (await import('./leads/pages.ts')).leadPeek(), 'LeadPeek'), page: leadPage },
    deal: { label: 'names.crm.deal', content: lazyPart('crm', () => import('./deals/DealPeek.tsx'), 'DealPeek'), page: dealPage },
    account: { label: 'names.crm.account', content: lazyPart('crm', () => import('./accounts/AccountPeek.tsx'), 'AccountPeek'), page: accountPage },
    contact: { label: 'names.crm.contact', content: lazyPart('crm', () => import('./contacts/ContactPeek.tsx'), 'ContactPeek'), page: contactPage },
  },
  creations: [
    { label: 'names.crm.lead.new', to: '/crm/leads?new=true', permission: 'crm:lead:write' },
    { label: 'names.crm.deal.new', to: '/crm/deals?new=true', permission: 'crm:deal:write' },
    { label: 'names.crm.account.new', to: '/crm/accounts?new=true', permission: 'crm:account:write' },
    { label: 'names.crm.contact.new', to: '/crm/contacts?new=true', permission: 'crm:contact:write' },
    { label: 'names.crm.task.new', to: '/crm/tasks?new=true', permission: 'crm:activity:write' },
  ],
  bell: lazyPart('talk', () => import('./talk/Bell.tsx'), 'Bell'),
  searches: 'crm',
  pages: { lead: leadPage, deal: dealPage, account: accountPage, contact: contactPage, mail: waitingMail },
  icons: { mail: IconMailQuestion },
};
