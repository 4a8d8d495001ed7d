/* The routes of this domain; each page is lazy. Search parameters are read here, so an address is checked in one place. */
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { appRoute } from '../shell/root.ts';
import { day, oneOf, text, yes } from '../shell/search.ts';
import { accountQuery, accountsQuery } from './accounts/queries.ts';
import { contactQuery, contactsQuery } from './contacts/queries.ts';
import { dealHistoryQuery, dealQuery, dealsQuery, dealSorts, dealStatuses, pipelinesQuery } from './deals/queries.ts';

export const dealsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/deals',
  validateSearch: (search: Record<string, unknown>) => ({
    name: text(search, 'name'),
    status: oneOf(search, 'status', dealStatuses),
    stage: text(search, 'stage'),
    owner: text(search, 'owner'),
    account: text(search, 'account'),
    due: day(search, 'due'),
    stepless: yes(search, 'stepless'),
    sort: oneOf(search, 'sort', dealSorts),
    new: yes(search, 'new'),
  }),
  loaderDeps: ({ search: { name, status, stage, owner, account, due, stepless, sort } }) => ({ name, status, stage, owner, account, due, stepless, sort }),
  // Not awaited: the page shows its frame at once, and on hover the list is already on its way.
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(dealsQuery(deps)),
  component: lazyPage('crm', () => import('./deals/DealsPage.tsx'), 'DealsPage'),
});

export const dealRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/deals/$id',
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(dealQuery(params.id));
    void context.queries.prefetchQuery(dealHistoryQuery(params.id));
  },
  component: lazyPage('crm', () => import('./deal/DealPage.tsx'), 'DealPage'),
});

export const boardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/pipeline',
  validateSearch: (search: Record<string, unknown>) => ({
    name: text(search, 'name'),
    owner: text(search, 'owner'),
    account: text(search, 'account'),
    min: text(search, 'min'),
    sort: oneOf(search, 'sort', dealSorts),
    pipeline: text(search, 'pipeline'),
    new: yes(search, 'new'),
  }),
  loader: ({ context }) => void context.queries.prefetchQuery(pipelinesQuery),
  component: lazyPage('crm', () => import('./board/BoardPage.tsx'), 'BoardPage'),
});

export const accountsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/accounts',
  validateSearch: (search: Record<string, unknown>) => ({ name: text(search, 'name'), new: yes(search, 'new') }),
  loaderDeps: ({ search: { name } }) => ({ name }),
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(accountsQuery(deps)),
  component: lazyPage('crm', () => import('./accounts/AccountsPage.tsx'), 'AccountsPage'),
});
export const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/accounts/$id',
  loader: ({ context, params }) => void context.queries.prefetchQuery(accountQuery(params.id)),
  component: lazyPage('crm', () => import('./accounts/AccountPage.tsx'), 'AccountPage'),
});

export const contactsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/contacts',
  validateSearch: (search: Record<string, unknown>) => ({ name: text(search, 'name'), account: text(search, 'account'), new: yes(search, 'new') }),
  loaderDeps: ({ search: { name, account } }) => ({ name, account }),
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(contactsQuery(deps)),
  component: lazyPage('crm', () => import('./contacts/ContactsPage.tsx'), 'ContactsPage'),
});
export const contactRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/contacts/$id',
  loader: ({ context, params }) => void context.queries.prefetchQuery(contactQuery(params.id)),
  component: lazyPage('crm', () => import('./contacts/ContactPage.tsx'), 'ContactPage'),
});

// What leads are made of comes with their pages, not with the frame.
const leads = () => import('./leads/pages.ts');
export const leadsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/leads',
  // Read by the page (leads/search.ts), which alone knows what may be asked for.
  validateSearch: (search: Record<string, unknown>) => search,
  component: lazyPage(['crm', 'leads'], leads, 'LeadsPage'),
});
/** One lead, or in place of its id what decides how they come in: forms, scoring, assignment. */
export const leadRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/leads/$id',
  component: lazyPage(['crm', 'leads'], leads, 'LeadPage'),
});

export const crmRoutes = [leadsRoute, leadRoute, boardRoute, dealsRoute, dealRoute, accountsRoute, accountRoute, contactsRoute, contactRoute] as const;
