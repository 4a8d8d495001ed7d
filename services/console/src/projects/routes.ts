import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { needs } from '../shell/needs.ts';
import { appRoute } from '../shell/root.ts';
import { day, oneOf, text, yes } from '../shell/search.ts';
import { waitingQuery } from './approvals/queries.ts';
import { activeProjectsQuery, personQuery, projectQuery, projectTimeQuery, projectsQuery, projectSorts, type ProjectFilters, peopleListQuery } from './queries.ts';

const statuses = ['active', 'on_hold', 'completed', 'cancelled'] as const;

export const timeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/time',
  staticData: needs('projects:read'),
  validateSearch: (search: Record<string, unknown>): { week?: string; day?: string; person?: string } => ({ week: day(search, 'week'), day: day(search, 'day'), person: text(search, 'person') }),
  loader: ({ context }) => void context.queries.prefetchQuery(activeProjectsQuery),
  component: lazyPage('projects', () => import('./time/TimePage.tsx'), 'TimePage'),
});

export const timeApprovalsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/approvals/time',
  staticData: needs('projects:time:approve'),
  loader: ({ context }) => void context.queries.prefetchQuery(waitingQuery),
  component: lazyPage('projects', () => import('./approvals/TimeApprovalsPage.tsx'), 'TimeApprovalsPage'),
});

export const projectsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/projects',
  staticData: needs('projects:read'),
  validateSearch: (search: Record<string, unknown>): ProjectFilters & { new?: true } => ({
    status: oneOf(search, 'status', statuses),
    account: text(search, 'account'),
    deal: text(search, 'deal'),
    sort: oneOf(search, 'sort', projectSorts),
    new: yes(search, 'new'),
  }),
  loaderDeps: ({ search: { status, account, deal, sort } }) => ({ status, account, deal, sort }),
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(projectsQuery(deps)),
  component: lazyPage('projects', () => import('./projects/ProjectsPage.tsx'), 'ProjectsPage'),
});

export const projectRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/projects/$id',
  staticData: needs('projects:read'),
  validateSearch: (search: Record<string, unknown>): { tab?: 'time' } => ({ tab: oneOf(search, 'tab', ['time']) }),
  loader: ({ context, params: { id } }) => {
    void context.queries.prefetchQuery(projectQuery(id));
    void context.queries.prefetchQuery(projectTimeQuery(id));
  },
  component: lazyPage('projects', () => import('./projects/ProjectPage.tsx'), 'ProjectPage'),
});

export const peopleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/people',
  staticData: needs('projects:read'),
  validateSearch: (search: Record<string, unknown>): { left?: true; new?: true } => ({ left: yes(search, 'left'), new: yes(search, 'new') }),
  loaderDeps: ({ search: { left } }) => ({ left }),
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(peopleListQuery(deps.left ? undefined : true)),
  component: lazyPage('projects', () => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});

export const personRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/people/$id',
  staticData: needs('projects:read'),
  loader: ({ context, params: { id } }) => void context.queries.prefetchQuery(personQuery(id)),
  component: lazyPage('projects', () => import('./people/PersonPage.tsx'), 'PersonPage'),
});

export const projectsRoutes = [timeRoute, timeApprovalsRoute, projectsRoute, projectRoute, peopleRoute, personRoute] as const;
