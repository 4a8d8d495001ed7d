import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionQuery } from './session.ts';

export type RouterContext = { readonly queries: QueryClient };

export const rootRoute = createRootRouteWithContext<RouterContext>()({});

export const logInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string } => ({
    // Only a path of this console: never an address that a mail put into the link.
    to: typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? search.to : undefined,
  }),
  component: lazyRouteComponent(() => import('./LogIn.tsx'), 'LogInPage'),
});

export const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signup',
  component: lazyRouteComponent(() => import('./SignUp.tsx'), 'SignUpPage'),
});

/** The parent of every page inside the frame: somebody is logged in. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  validateSearch: (search: Record<string, unknown>): { peek?: string } => ({
    peek: typeof search.peek === 'string' ? search.peek : undefined,
  }),
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/login', search: { to: location.href } });
    return { session };
  },
  component: lazyRouteComponent(() => import('./Frame.tsx'), 'Frame'),
  // There is no click to answer before the frame is there.
  pendingMs: 300,
});
