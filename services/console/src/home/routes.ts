import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { appRoute } from '../shell/root.ts';
import { text } from '../shell/search.ts';

export const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyPage('home', () => import('./HomePage.tsx'), 'HomePage'),
});

export const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import',
  validateSearch: (search: Record<string, unknown>): { id?: string } => ({ id: text(search, 'id') }),
  component: lazyPage('imports', () => import('./import/ImportPage.tsx'), 'ImportPage'),
});

export const homeRoutes = [homeRoute, importRoute] as const;
