import { IconReceipt, IconRubberStamp, IconSitemap } from '@tabler/icons-react';
import type { Domain, MenuEntry } from '../shell/domain.ts';
import { lazyPart } from '../shell/lazy.ts';

const approvals: MenuEntry = { to: '/approvals/claims', label: 'names.expenses.approvals.menu', icon: IconRubberStamp, permission: 'expenses:claim:approve' };
const claimPage = (id: string) => `/expenses/${id}`;

export const expenses: Domain = {
  label: 'shell.menu.expenses',
  menu: [
    { to: '/expenses', label: 'names.expenses.claims.title', icon: IconReceipt, permission: 'expenses:read', keys: 'g e' },
    approvals,
    { to: '/expenses/cost-centres', label: 'names.expenses.centers.title', icon: IconSitemap, permission: 'expenses:cost_center:manage' },
  ],
  inbox: [{ ...approvals, label: 'names.expenses.approvals.tab' }],
  peeks: {
    claim: { label: 'names.expenses.claim', content: lazyPart('expenses', () => import('./claims/ClaimPeek.tsx'), 'ClaimPeek'), page: claimPage },
  },
  creations: [{ label: 'names.expenses.claim.new', to: '/expenses/new', permission: 'expenses:claim:write' }],
  searches: 'expenses',
  pages: { claim: claimPage },
};
