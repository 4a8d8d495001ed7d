import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../shell/root.ts';
import { text } from '../shell/search.ts';

export const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
});

export const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import',
  validateSearch: (search: Record<string, unknown>): { id?: string } => ({ id: text(search, 'id') }),
  component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
});

export const homeRoutes = [homeRoute, importRoute] as const;
