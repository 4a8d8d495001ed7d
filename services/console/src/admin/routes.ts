/* The routes of this domain; each page is lazy. */
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { needs } from '../shell/needs.ts';
import { appRoute, rootRoute } from '../shell/root.ts';
import { yes } from '../shell/search.ts';

const creating = (search: Record<string, unknown>): { new?: true } => ({ new: yes(search, 'new') });

export const organizationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/organisation',
  staticData: needs('identity:member:read'),
  component: lazyPage('admin', () => import('./organization/OrganizationPage.tsx'), 'OrganizationPage'),
});
export const membersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/members',
  staticData: needs('identity:member:read'),
  validateSearch: creating,
  component: lazyPage('admin', () => import('./members/MembersPage.tsx'), 'MembersPage'),
});
export const rolesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/roles',
  component: lazyPage('admin', () => import('./roles/RolesPage.tsx'), 'RolesPage'),
});
export const apiKeysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/admin/api-keys',
  staticData: needs('identity:api_key:manage'),
  validateSearch: creating,
  component: lazyPage('admin', () => import('./keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
});
export const operationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/operations',
  staticData: needs('operations:read'),
  component: lazyPage(['admin', 'reporting'], () => import('./operations/OperationsPage.tsx'), 'OperationsPage'),
});
export const profileRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/profile',
  component: lazyPage('admin', () => import('./profile/ProfilePage.tsx'), 'ProfilePage'),
});
/** Outside the frame, since it needs no log-in. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  component: lazyPage('admin', () => import('./join/JoinPage.tsx'), 'JoinPage'),
});

export const adminRoutes = [organizationRoute, membersRoute, rolesRoute, apiKeysRoute, operationsRoute, profileRoute] as const;
