/* The routes of this domain; each page is lazy. */
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { needs } from '../shell/needs.ts';
import { appRoute } from '../shell/root.ts';
import { oneOf, text, yes } from '../shell/search.ts';

const statuses = ['draft', 'submitted', 'approved', 'rejected'] as const;

export const claimsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/expenses',
  staticData: needs('expenses:read'),
  validateSearch: (search: Record<string, unknown>): { status?: (typeof statuses)[number]; claimant?: string; project?: string; mine?: true } => ({
    status: oneOf(search, 'status', statuses),
    claimant: text(search, 'claimant'),
    project: text(search, 'project'),
    mine: yes(search, 'mine'),
  }),
  component: lazyPage('expenses', () => import('./claims/ClaimsPage.tsx'), 'ClaimsPage'),
});
export const newClaimRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/expenses/new',
  staticData: needs('expenses:claim:write'),
  component: lazyPage('expenses', () => import('./claims/NewClaimPage.tsx'), 'NewClaimPage'),
});
export const centersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/expenses/cost-centres',
  staticData: needs('expenses:read'),
  validateSearch: (search: Record<string, unknown>): { new?: true } => ({ new: yes(search, 'new') }),
  component: lazyPage('expenses', () => import('./centers/CentersPage.tsx'), 'CentersPage'),
});
export const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/expenses/settings',
  staticData: needs('expenses:read'),
  component: lazyPage('expenses', () => import('./centers/SettingsPage.tsx'), 'SettingsPage'),
});
export const claimRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/expenses/$claimId',
  staticData: needs('expenses:read'),
  component: lazyPage('expenses', () => import('./claims/ClaimPage.tsx'), 'ClaimPage'),
});
export const approvalRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/approvals/claims',
  staticData: needs('expenses:claim:approve'),
  validateSearch: (search: Record<string, unknown>): { claim?: string; line?: string } => ({ claim: text(search, 'claim'), line: text(search, 'line') }),
  component: lazyPage(['expenses', 'projects'], () => import('./approval/ApprovalPage.tsx'), 'ApprovalPage'),
});

export const expensesRoutes = [claimsRoute, newClaimRoute, centersRoute, settingsRoute, claimRoute, approvalRoute] as const;
