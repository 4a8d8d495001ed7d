import { IconActivityHeartbeat, IconBuilding, IconKey, IconUsers } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Domain } from '../shell/domain.ts';

export const admin: Domain = {
  label: 'shell.menu.admin',
  menu: [
    { to: '/admin/organisation', label: 'admin.organization.title', icon: IconBuilding, permission: 'identity:organization:manage' },
    { to: '/admin/members', label: 'admin.members.title', icon: IconUsers, permission: 'identity:member:manage' },
    { to: '/admin/api-keys', label: 'admin.keys.title', icon: IconKey, permission: 'identity:api_key:manage' },
    { to: '/operations', label: 'admin.operations.title', icon: IconActivityHeartbeat, permission: 'operations:read' },
  ],
  peeks: {
    member: { label: 'admin.member', content: lazy(async () => ({ default: (await import('./members/MemberPeek.tsx')).MemberPeek })) },
  },
};
