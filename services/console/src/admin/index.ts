import { IconActivityHeartbeat, IconBuildingCommunity, IconKey, IconUserCog } from '@tabler/icons-react';
import type { Domain } from '../shell/domain.ts';
import { lazyPart } from '../shell/lazy.ts';

export const admin: Domain = {
  label: 'shell.menu.admin',
  menu: [
    { to: '/admin/organisation', label: 'names.admin.organization.title', icon: IconBuildingCommunity, permission: 'identity:organization:manage' },
    { to: '/admin/members', label: 'names.admin.members.title', icon: IconUserCog, permission: 'identity:member:manage' },
    { to: '/admin/api-keys', label: 'names.admin.keys.title', icon: IconKey, permission: 'identity:api_key:manage' },
    { to: '/operations', label: 'names.admin.operations.title', icon: IconActivityHeartbeat, permission: 'operations:read' },
  ],
  peeks: {
    member: { label: 'names.admin.member', content: lazyPart('admin', () => import('./members/MemberPeek.tsx'), 'MemberPeek') },
  },
};
