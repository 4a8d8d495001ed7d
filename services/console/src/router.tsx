// The table of contents: every route, each lazy. A domain lists its own in src/<domain>/routes.ts.
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter } from '@tanstack/react-router';
import { adminRoutes, joinRoute } from './admin/routes.ts';
import { billingRoutes } from './billing/routes.ts';
import { crmRoutes } from './crm/routes.ts';
import { expensesRoutes } from './expenses/routes.ts';
import { homeRoutes } from './home/routes.ts';
import { projectsRoutes } from './projects/routes.ts';
import { reportingRoutes } from './reporting/routes.ts';
import { Failed, NotFound } from './shell/ErrorPage.tsx';
import { askNothingRefused } from './shell/needs.ts';
import { Pending } from './shell/Pending.tsx';
import { appRoute, logInRoute, rootRoute, signUpRoute } from './shell/root.ts';

/** Whatever else is asked for, inside the frame, so that the menu is there to go on. */
const nowhereRoute = createRoute({ getParentRoute: () => appRoute, path: '$', component: NotFound });

const inFrame = [...homeRoutes, ...crmRoutes, ...projectsRoutes, ...billingRoutes, ...expensesRoutes, ...reportingRoutes, ...adminRoutes] as const;
askNothingRefused(inFrame);
const routes = rootRoute.addChildren([logInRoute, signUpRoute, joinRoute, appRoute.addChildren([...inFrame, nowhereRoute])]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: 'intent',
    // The query cache decides what is fresh, not the router.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: Failed,
    defaultPendingComponent: Pending,
    // A page that has been fetched is there sooner; for any other a click is answered by its name (Pending).
    defaultPendingMs: 30,
    // What has come is shown, however short the wait was.
    defaultPendingMinMs: 0,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
