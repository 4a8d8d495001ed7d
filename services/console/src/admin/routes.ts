/* The routes of this domain; each page is lazy. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../shell/root.ts';
import { yes } from '../shell/search.ts';

const creating = (search: Record<string, unknown>): { new?: true } => ({ new: yes(search, 'new') });

export const organizationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/organisation',
  component: lazyRouteComponent(() => import('./organization/OrganizationPage.tsx'), 'OrganizationPage'),
});
export const membersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/members',
  validateSearch: creating,
  component: lazyRouteComponent(() => import('./members/MembersPage.tsx'), 'MembersPage'),
});
export const rolesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/roles',
  component: lazyRouteComponent(() => import('./roles/RolesPage.tsx'), 'RolesPage'),
});
export const apiKeysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/api-keys',
  validateSearch: creating,
  component: lazyRouteComponent(() => import('./keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
});
export const operationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/operations',
  component: lazyRouteComponent(() => import('./operations/OperationsPage.tsx'), 'OperationsPage'),
});
export const profileRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('./profile/ProfilePage.tsx'), 'ProfilePage'),
});

export const adminRoutes = [organizationRoute, membersRoute, rolesRoute, apiKeysRoute, operationsRoute, profileRoute] as const;
