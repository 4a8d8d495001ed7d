import type { QueryClient } from '@tanstack/react-query';
import type { AnyRoute } from '@tanstack/react-router';
import type { Permission } from '../api/client.ts';
import { sessionQuery } from './session.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the page is of no use without: to anybody else only that is said (Gate.tsx). Who may open the frame may open a page without it. */
    readonly permission?: Permission;
  }
}

/** `staticData: needs('billing:read')`, in a route. Within the page `useMay` says what of it may be done. */
export const needs = (permission: Permission) => ({ permission });

type Loading = { readonly context: { readonly queries: QueryClient } };

/** Who is only told that a page is not open to them has nothing asked for them beforehand either: it could but be refused. */
export function askNothingRefused(routes: readonly AnyRoute[]): void {
  for (const { options } of routes) {
    const { permission } = (options.staticData ?? {}) as { permission?: Permission };
    const { loader } = options;
    if (!permission || typeof loader !== 'function') continue;
    options.loader = (given: Loading) => (given.context.queries.getQueryData(sessionQuery.queryKey)?.permissions.includes(permission) ? loader(given) : undefined);
  }
}
