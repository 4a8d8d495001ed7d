/* The routes of this domain; each page is lazy. Search parameters are read here, so an address is checked in one place. */
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy.ts';
import { needs } from '../shell/needs.ts';
import { appRoute } from '../shell/root.ts';
import { day, oneOf, texts, yes } from '../shell/search.ts';
import { accountQuery, accountsQuery } from './accounts/queries.ts';
import { contactQuery, contactsQuery } from './contacts/queries.ts';
import { boardSorts, dealHistoryQuery, dealQuery, dealsQuery, dealStatuses, forecastCategories, pipelinesQuery } from './deals/queries.ts';
import { accountSorts, contactSorts, dealSorts } from './parts/sorts.ts';

/** Read by the page, which alone knows what may be asked for: leads/search.ts, forecast/search.ts. */
const anything = (search: Record<string, unknown>) => search;

export const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/settings',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage('crm', () => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
});

export const dealsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/deals',
  staticData: needs('crm:read'),
  validateSearch: (search: Record<string, unknown>) => ({
    ...texts(search, 'name', 'pipeline', 'stage', 'owner', 'account', 'tag', 'currency', 'min', 'max', 'competitor', 'custom', 'by'),
    status: oneOf(search, 'status', dealStatuses),
    category: oneOf(search, 'category', forecastCategories),
    unassigned: yes(search, 'unassigned'),
    closedFrom: day(search, 'closedFrom'),
    closedTo: day(search, 'closedTo'),
    due: day(search, 'due'),
    closes: day(search, 'closes'),
    stepless: yes(search, 'stepless'),
    stale: yes(search, 'stale'),
    sort: oneOf(search, 'sort', dealSorts),
    new: yes(search, 'new'),
  }),
  loaderDeps: ({ search: { new: _new, ...deps } }) => deps,
  // Not awaited: the page shows its frame at once, and on hover the list is already on its way.
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(dealsQuery(deps)),
  component: lazyPage(['crm', 'forecast'], () => import('./deals/DealsPage.tsx'), 'DealsPage'),
});

export const dealRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/deals/$id',
  staticData: needs('crm:read'),
  // What is to be filled in at once, for who comes from where it was missing.
  validateSearch: (search: Record<string, unknown>): { readonly do?: 'line' | 'quote'; readonly after?: 'win' | 'lose' } => ({
    do: oneOf(search, 'do', ['line', 'quote']),
    // What it was wanted for, which is asked again.
    after: oneOf(search, 'after', ['win', 'lose']),
  }),
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(dealQuery(params.id));
    void context.queries.prefetchQuery(dealHistoryQuery(params.id));
  },
  component: lazyPage(['crm', 'forecast'], () => import('./deal/DealPage.tsx'), 'DealPage'),
});

export const boardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/pipeline',
  staticData: needs('crm:read'),
  validateSearch: (search: Record<string, unknown>) => ({
    ...texts(search, 'name', 'pipeline', 'owner', 'account', 'tag', 'min', 'custom'),
    stale: yes(search, 'stale'),
    sort: oneOf(search, 'sort', boardSorts),
    new: yes(search, 'new'),
  }),
  loader: ({ context }) => void context.queries.prefetchQuery(pipelinesQuery),
  component: lazyPage('crm', () => import('./board/BoardPage.tsx'), 'BoardPage'),
});

export const accountsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/accounts',
  staticData: needs('crm:read'),
  validateSearch: (search: Record<string, unknown>) => ({
    ...texts(search, 'name', 'owner', 'country', 'city', 'phone', 'industry', 'tag', 'prices', 'minEmployees', 'maxEmployees', 'minRevenue', 'maxRevenue', 'foundedFrom', 'foundedTo', 'custom', 'by'),
    sort: oneOf(search, 'sort', accountSorts),
    new: yes(search, 'new'),
  }),
  loaderDeps: ({ search: { new: _new, ...deps } }) => deps,
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(accountsQuery(deps)),
  component: lazyPage('crm', () => import('./accounts/AccountsPage.tsx'), 'AccountsPage'),
});
export const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/accounts/$id',
  staticData: needs('crm:read'),
  loader: ({ context, params }) => void context.queries.prefetchQuery(accountQuery(params.id)),
  component: lazyPage('crm', () => import('./accounts/AccountPage.tsx'), 'AccountPage'),
});

export const contactsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/contacts',
  staticData: needs('crm:read'),
  validateSearch: (search: Record<string, unknown>) => ({
    ...texts(search, 'name', 'account', 'owner', 'job', 'phone', 'city', 'country', 'tag', 'custom', 'by'),
    sort: oneOf(search, 'sort', contactSorts),
    new: yes(search, 'new'),
  }),
  loaderDeps: ({ search: { new: _new, ...deps } }) => deps,
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(contactsQuery(deps)),
  component: lazyPage('crm', () => import('./contacts/ContactsPage.tsx'), 'ContactsPage'),
});
export const contactRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/contacts/$id',
  staticData: needs('crm:read'),
  loader: ({ context, params }) => void context.queries.prefetchQuery(contactQuery(params.id)),
  component: lazyPage('crm', () => import('./contacts/ContactPage.tsx'), 'ContactPage'),
});

// What these show is asked for by themselves: their questions do not come with the frame.
export const dayRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/day',
  staticData: needs('crm:read'),
  component: lazyPage(['crm', 'talk'], () => import('./day/MyDayPage.tsx'), 'MyDayPage'),
});
export const forgottenRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/forgotten',
  staticData: needs('crm:read'),
  validateSearch: (search: Record<string, unknown>) => texts(search, 'owner', 'kind', 'reason', 'pipeline', 'stage', 'sort'),
  component: lazyPage(['crm', 'leads', 'talk'], () => import('./forgotten/ForgottenPage.tsx'), 'ForgottenPage'),
});

export const forecastRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/forecast',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage(['crm', 'forecast'], () => import('./forecast/ForecastPage.tsx'), 'ForecastPage'),
});

// What leads are made of comes with their pages, not with the frame.
const leads = () => import('./leads/pages.ts');
export const leadsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/leads',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage(['crm', 'leads'], async () => (await leads()).leadsPage(), 'LeadsPage'),
});
/** One lead, or in place of its id what decides how they come in: forms, scoring, assignment. */
export const leadRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/leads/$id',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage(['crm', 'leads'], async () => (await leads()).leadPage(), 'Place'),
});

// Lists of what was written, promised and offered; their pages read what the address asks for.
const desk = () => import('./desk/pages.ts');
export const tasksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/tasks',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage(['crm', 'talk', 'desk'], async () => (await desk()).tasksPage(), 'TasksPage'),
});
export const mailsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/mails',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage(['crm', 'talk', 'mail', 'desk'], async () => (await desk()).mailsPage(), 'MailsPage'),
});
export const quotesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/quotes',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage(['crm', 'quotes', 'desk'], async () => (await desk()).quotesPage(), 'QuotesPage'),
});

export const importsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/crm/imports',
  staticData: needs('crm:read'),
  validateSearch: anything,
  component: lazyPage(['crm', 'imports'], () => import('./imports/ImportsPage.tsx'), 'ImportsPage'),
});

export const crmRoutes = [tasksRoute, mailsRoute, quotesRoute, importsRoute, dayRoute, forgottenRoute, forecastRoute, leadsRoute, leadRoute, boardRoute, dealsRoute, dealRoute, accountsRoute, accountRoute, contactsRoute, contactRoute, settingsRoute] as const;
