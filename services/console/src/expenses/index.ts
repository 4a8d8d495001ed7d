import { IconBuildingStore, IconChecklist, IconReceipt } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Domain, MenuEntry } from '../shell/domain.ts';

const approvals: MenuEntry = { to: '/approvals/claims', label: 'expenses.approvals.menu', icon: IconChecklist, permission: 'expenses:claim:approve' };
const claimPage = (id: string) => `/expenses/${id}`;

export const expenses: Domain = {
  label: 'shell.menu.expenses',
  menu: [
    { to: '/expenses', label: 'expenses.claims.title', icon: IconReceipt, permission: 'expenses:read', keys: 'g e' },
    approvals,
    { to: '/expenses/cost-centres', label: 'expenses.centers.title', icon: IconBuildingStore, permission: 'expenses:cost_center:manage' },
  ],
  inbox: [{ ...approvals, label: 'expenses.approvals.tab' }],
  peeks: {
    claim: { label: 'expenses.claim', content: lazy(async () => ({ default: (await import('./claims/ClaimPeek.tsx')).ClaimPeek })), page: claimPage },
  },
  creations: [{ label: 'expenses.claim.new', to: '/expenses/new', permission: 'expenses:claim:write' }],
  searches: 'expenses',
  pages: { claim: claimPage },
};
