/* The routes of billing; each page is lazy. */
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { needs } from '../shell/needs.ts';
import { appRoute } from '../shell/root.ts';
import { day, oneOf, text, yes } from '../shell/search.ts';
import { customerQuery, statementQuery } from './customers/queries.ts';
import { draftsQuery, invoiceQuery, invoicesQuery, invoiceSorts, invoiceStatuses, type InvoiceFilters } from './invoices/queries.ts';
import { customersQuery } from './names.ts';
import { paymentsQuery } from './payments/queries.ts';
import { allSchedulesQuery, scheduleQuery, schedulesQuery, scheduleStatuses, type ScheduleFilters } from './schedules/queries.ts';
import { unbilledQuery } from './work/queries.ts';

type Search = Record<string, unknown>;
type InvoicesSearch = InvoiceFilters & { readonly new?: true };
type PaymentsSearch = { readonly customer?: string; readonly new?: true; readonly invoice?: string };
type CustomersSearch = { readonly name?: string; readonly owing?: true };

export const billingRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing',
  staticData: needs('billing:read'),
  loader: ({ context: { queries } }) => {
    void queries.prefetchQuery(unbilledQuery);
    void queries.prefetchQuery(draftsQuery);
    void queries.prefetchQuery(allSchedulesQuery);
  },
  component: lazyPage('billing', () => import('./work/BillingPage.tsx'), 'BillingPage'),
});

export const invoicesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices',
  staticData: needs('billing:read'),
  validateSearch: (search: Search): InvoicesSearch => ({
    status: oneOf(search, 'status', invoiceStatuses),
    overdue: yes(search, 'overdue'),
    customer: text(search, 'customer'),
    project: text(search, 'project'),
    dueFrom: day(search, 'dueFrom'),
    dueBy: day(search, 'dueBy'),
    currency: text(search, 'currency'),
    openOn: day(search, 'openOn'),
    sort: oneOf(search, 'sort', invoiceSorts),
    new: yes(search, 'new'),
  }),
  loaderDeps: ({ search: { status, overdue, customer, project, dueFrom, dueBy, currency, openOn, sort } }) => ({ status, overdue, customer, project, dueFrom, dueBy, currency, openOn, sort }),
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(invoicesQuery(deps)),
  component: lazyPage(['billing', 'reporting'], () => import('./invoices/InvoicesPage.tsx'), 'InvoicesPage'),
});

export const invoiceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/$id',
  staticData: needs('billing:read'),
  loader: ({ context, params }) => void context.queries.prefetchQuery(invoiceQuery(params.id)),
  component: lazyPage(['billing', 'reporting'], () => import('./invoices/InvoicePage.tsx'), 'InvoicePage'),
});

export const paymentsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/payments',
  staticData: needs('billing:read'),
  validateSearch: (search: Search): PaymentsSearch => ({ customer: text(search, 'customer'), new: yes(search, 'new'), invoice: text(search, 'invoice') }),
  loaderDeps: ({ search }) => ({ customer: search.new ? undefined : search.customer }),
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(paymentsQuery(deps)),
  component: lazyPage('billing', () => import('./payments/PaymentsPage.tsx'), 'PaymentsPage'),
});

export const customersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers',
  staticData: needs('billing:read'),
  validateSearch: (search: Search): CustomersSearch => ({ name: text(search, 'name'), owing: yes(search, 'owing') }),
  loader: ({ context }) => void context.queries.prefetchQuery(customersQuery),
  component: lazyPage('billing', () => import('./customers/CustomersPage.tsx'), 'CustomersPage'),
});

export const customerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers/$id',
  staticData: needs('billing:read'),
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(customerQuery(params.id));
    void context.queries.prefetchQuery(statementQuery(params.id));
  },
  component: lazyPage('billing', () => import('./customers/CustomerPage.tsx'), 'CustomerPage'),
});

export const schedulesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/schedules',
  staticData: needs('billing:read'),
  validateSearch: (search: Search): ScheduleFilters => ({ status: oneOf(search, 'status', scheduleStatuses), customer: text(search, 'customer') }),
  loaderDeps: ({ search: { status, customer } }) => ({ status, customer }),
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(schedulesQuery(deps)),
  component: lazyPage('billing', () => import('./schedules/SchedulesPage.tsx'), 'SchedulesPage'),
});

export const scheduleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/schedules/$id',
  staticData: needs('billing:read'),
  loader: ({ context, params }) => void context.queries.prefetchQuery(scheduleQuery(params.id)),
  component: lazyPage(['billing', 'reporting'], () => import('./schedules/SchedulePage.tsx'), 'SchedulePage'),
});

export const billingRoutes = [billingRoute, invoicesRoute, invoiceRoute, paymentsRoute, customersRoute, customerRoute, schedulesRoute, scheduleRoute] as const;
