/* The routes of the reports; each page is lazy. Every report has its moment in the address: `asof`, and `since` to compare with. */
import { createRoute, redirect } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { needs } from '../shell/needs.ts';
import { appRoute } from '../shell/root.ts';
import { day, oneOf } from '../shell/search.ts';
import { sessionQuery } from '../shell/session.ts';
import { marginFigures } from './reports/model.ts';

type Search = Record<string, unknown>;
/** The reports ask for much: their queries come with the first of them. */
const queriesOf = () => import('./reports/queries.ts');
/** What is to come was recorded by nobody, and only what came earlier can be compared: the page says so of the days it is asked for (`useCompared`). */
const moments = (search: Search): { asof?: string; since?: string } => ({ asof: day(search, 'asof'), since: day(search, 'since') });

export const reportsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports',
  staticData: needs('reporting:read'),
  beforeLoad: ({ location }) => {
    if (location.pathname === '/reports') throw redirect({ to: '/reports/margin', replace: true });
  },
});

export const marginRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/margin',
  staticData: needs('reporting:read'),
  validateSearch: (search: Search): { asof?: string; since?: string; by?: 'project' | 'customer'; figure?: (typeof marginFigures)[number] } => ({
    ...moments(search),
    by: oneOf(search, 'by', ['project', 'customer']),
    figure: oneOf(search, 'figure', marginFigures),
  }),
  loaderDeps: ({ search: { by, asof } }) => ({ by, asof }),
  loader: ({ context, deps }) => void queriesOf().then(({ marginQuery }) => context.queries.prefetchQuery(marginQuery(deps.by ?? 'project', deps.asof))),
  component: lazyPage('reporting', () => import('./reports/MarginPage.tsx'), 'MarginPage'),
});

export const receivablesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/receivables',
  staticData: needs('reporting:read'),
  validateSearch: moments,
  loaderDeps: ({ search: { asof } }) => ({ asof }),
  loader: ({ context, deps }) => void queriesOf().then(({ receivablesQuery }) => context.queries.prefetchQuery(receivablesQuery(deps.asof))),
  component: lazyPage('reporting', () => import('./reports/ReceivablesPage.tsx'), 'ReceivablesPage'),
});

export const unbilledRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/unbilled',
  staticData: needs('reporting:read'),
  validateSearch: moments,
  loaderDeps: ({ search: { asof } }) => ({ asof }),
  loader: ({ context, deps }) => void queriesOf().then(({ unbilledQuery }) => context.queries.prefetchQuery(unbilledQuery(deps.asof))),
  component: lazyPage('reporting', () => import('./reports/UnbilledPage.tsx'), 'UnbilledPage'),
});

export const pipelineRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/pipeline',
  staticData: needs('reporting:read'),
  validateSearch: moments,
  loaderDeps: ({ search: { asof } }) => ({ asof }),
  loader: ({ context, deps }) => void queriesOf().then(({ pipelineQuery }) => context.queries.prefetchQuery(pipelineQuery(deps.asof, Boolean(context.queries.getQueryData(sessionQuery.queryKey)?.permissions.includes('crm:read'))))),
  component: lazyPage('reporting', () => import('./reports/PipelinePage.tsx'), 'PipelinePage'),
});

export const ledgerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/ledger',
  staticData: needs('reporting:read'),
  validateSearch: moments,
  loaderDeps: ({ search: { asof } }) => ({ asof }),
  loader: ({ context, deps }) => void queriesOf().then(({ balancesQuery }) => context.queries.prefetchQuery(balancesQuery(deps.asof))),
  component: lazyPage('reporting', () => import('./reports/LedgerPage.tsx'), 'LedgerPage'),
});

export const reportingRoutes = [reportsRoute, marginRoute, receivablesRoute, unbilledRoute, pipelineRoute, ledgerRoute] as const;
