import { IconLayoutKanban, IconTargetArrow } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Domain } from '../shell/domain.ts';

export const crm: Domain = {
  label: 'shell.menu.crm',
  menu: [
    { to: '/crm/pipeline', label: 'crm.pipeline', icon: IconLayoutKanban, permission: 'crm:read', keys: 'g p' },
    { to: '/crm/deals', label: 'crm.deals.title', icon: IconTargetArrow, permission: 'crm:read', keys: 'g l' },
  ],
  peeks: {
    deal: { label: 'crm.deal', content: lazy(async () => ({ default: (await import('./deals/DealPeek.tsx')).DealPeek })), page: (id) => `/crm/deals/${id}` },
  },
  creations: [{ label: 'crm.deal.new', to: '/crm/deals?new=true', permission: 'crm:deal:write' }],
  searches: 'crm',
  pages: { deal: (id) => `/crm/deals/${id}` },
};
