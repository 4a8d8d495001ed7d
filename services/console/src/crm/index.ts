import { IconAddressBook, IconBuilding, IconLayoutKanban, IconTargetArrow } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Domain } from '../shell/domain.ts';

const dealPage = (id: string) => `/crm/deals/${id}`;
const accountPage = (id: string) => `/crm/accounts/${id}`;
const contactPage = (id: string) => `/crm/contacts/${id}`;

export const crm: Domain = {
  label: 'shell.menu.crm',
  menu: [
    { to: '/crm/pipeline', label: 'crm.pipeline', icon: IconLayoutKanban, permission: 'crm:read', keys: 'g p' },
    { to: '/crm/deals', label: 'crm.deals.title', icon: IconTargetArrow, permission: 'crm:read', keys: 'g l' },
    { to: '/crm/accounts', label: 'crm.accounts', icon: IconBuilding, permission: 'crm:read' },
    { to: '/crm/contacts', label: 'crm.contacts', icon: IconAddressBook, permission: 'crm:read' },
  ],
  peeks: {
    deal: { label: 'crm.deal', content: lazy(async () => ({ default: (await import('./deals/DealPeek.tsx')).DealPeek })), page: dealPage },
    account: { label: 'crm.account', content: lazy(async () => ({ default: (await import('./accounts/AccountPeek.tsx')).AccountPeek })), page: accountPage },
    contact: { label: 'crm.contact', content: lazy(async () => ({ default: (await import('./contacts/ContactPeek.tsx')).ContactPeek })), page: contactPage },
  },
  creations: [
    { label: 'crm.deal.new', to: '/crm/deals?new=true', permission: 'crm:deal:write' },
    { label: 'crm.account.new', to: '/crm/accounts?new=true', permission: 'crm:account:write' },
    { label: 'crm.contact.new', to: '/crm/contacts?new=true', permission: 'crm:contact:write' },
  ],
  searches: 'crm',
  pages: { deal: dealPage, account: accountPage, contact: contactPage },
};
