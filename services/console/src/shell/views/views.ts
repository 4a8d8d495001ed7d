/* Saved views: what a page's address says, in the words of the list behind it, and back. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';
import { soonDays } from './soonDays.ts';

export type View = Schema<'ViewView'>;
export type ViewedList = View['list'];
export type Search = Readonly<Record<string, unknown>>;

/** The parameters of each page by the name the service has for them. */
const names = {
  deals: { name: 'q', status: 'status', pipeline: 'pipeline_id', stage: 'stage_id', owner: 'owner_id', account: 'account_id', tag: 'tag_id', stale: 'stale', stepless: 'without_next_step', due: 'next_step_due_by', closes: 'closes_to', currency: 'currency', closedFrom: 'closed_from', closedTo: 'closed_to', category: 'forecast_category', unassigned: 'unassigned', competitor: 'competitor', min: 'min_value', max: 'max_value', custom: 'custom', by: 'sort_field' },
  board: { name: 'q', pipeline: 'pipeline_id', owner: 'owner_id', account: 'account_id', tag: 'tag_id', stale: 'stale', min: 'min_value', custom: 'custom' },
  accounts: { name: 'q', country: 'country', city: 'city', phone: 'phone', industry: 'industry', owner: 'owner_id', tag: 'tag_id', prices: 'price_list_id', minEmployees: 'min_employees', maxEmployees: 'max_employees', minRevenue: 'min_revenue', maxRevenue: 'max_revenue', foundedFrom: 'founded_from', foundedTo: 'founded_to', custom: 'custom', by: 'sort_field' },
  leads: { q: 'q', status: 'status', owner: 'owner_id', source: 'source', campaign: 'campaign', country: 'country', job: 'job_title', min: 'min_value', max: 'max_value', points: 'min_score', maxPoints: 'max_score', from: 'received_from', to: 'received_to', channel: 'channel', unassigned: 'unassigned', overdue: 'response_overdue', stepless: 'without_next_step', due: 'nurture_due_by', tag: 'tag_id', custom: 'custom', by: 'sort_field' },
  follow_ups: { q: 'q', owner: 'owner_id', priority: 'priority', within: 'due_within', from: 'due_from', until: 'due_by', overdue: 'overdue', again: 'recurring' },
  quotes: { q: 'q', state: 'state', account: 'account_id', owner: 'owner_id', currency: 'currency', from: 'valid_until_from', until: 'valid_until_by', sentFrom: 'sent_from', sentTo: 'sent_to', answeredFrom: 'answered_from', answeredTo: 'answered_to' },
  forgotten: { kind: 'kind', reason: 'reason', owner: 'owner_id', pipeline: 'pipeline_id', stage: 'stage_id' },
  mails: { q: 'q', status: 'status', direction: 'direction', box: 'mailbox_id', author: 'author_id', from: 'from', to: 'to' },
  products: { q: 'q', billing: 'billing', currency: 'currency', min: 'min_price', max: 'max_price', archived: 'archived' },
  contacts: { name: 'q', account: 'account_id', job: 'job_title', phone: 'phone', city: 'city', country: 'country', owner: 'owner_id', tag: 'tag_id', custom: 'custom', by: 'sort_field' },
  consents: { purpose: 'purpose', basis: 'basis', from: 'from', to: 'to' },
  merges: { kind: 'kind', by: 'merged_by', from: 'from', to: 'to' },
  suppressions: { q: 'q', reason: 'reason' },
  suspected: { q: 'q', form: 'lead_form_id' },
  // Of other services; the last three pages filter by themselves, in words of their own.
  invoices: { status: 'status', overdue: 'overdue', customer: 'customer_id', project: 'project_id', dueFrom: 'due_from', dueBy: 'due_by', currency: 'currency', openOn: 'open_as_of' },
  payments: { customer: 'customer_id' },
  schedules: { status: 'status', customer: 'customer_id' },
  projects: { status: 'status', account: 'account_id', deal: 'deal_id' },
  claims: { status: 'status', claimant: 'claimant_id', project: 'project_id', mine: 'mine' },
  customers: { name: 'name', owing: 'owing' },
  people: { left: 'left' },
} as const satisfies Record<ViewedList, Readonly<Record<string, string>>>;

export function filtersOf(list: ViewedList, search: Search): Record<string, string> {
  const found = Object.entries(names[list]).flatMap(([own, theirs]) => {
    const value = search[own];
    return value === undefined ? [] : [[theirs, typeof value === 'string' ? value : String(value)] as const];
  });
  return { ...meant(list, search), ...Object.fromEntries(found) };
}

/**
 * What a page asks its list for without its address saying so: the inbox for open leads, tasks for one's own (`me`) that are to
 * be done, and quotes that run out soon for those of the next days.
 */
function meant(list: ViewedList, { all, status, owner, soon, me, undone, stands }: Search): Record<string, string> {
  if (list === 'merges') return yesNo('undone', undone);
  if (list === 'consents') return yesNo('stands', stands);
  if (list === 'leads') return all || status !== undefined ? {} : { open: 'true' };
  if (list === 'quotes') return soon ? { runs_out_within: String(soonDays) } : {};
  if (list !== 'follow_ups') return {};
  const state: Record<string, string> = status === 'any' ? {} : { status: typeof status === 'string' ? status : 'open' };
  return typeof me === 'string' && owner === undefined && !all ? { ...state, owner_id: me } : state;
}
const yesNo = (name: string, said: unknown): Record<string, string> => (said === 'yes' || said === 'no' ? { [name]: String(said === 'yes') } : {});
const saidOf = (told: string | undefined) => (told === undefined ? undefined : told === 'true' ? 'yes' : 'no');

/** The other way round: what the address says for what a list is asked for. */
function said(list: ViewedList, filters: Readonly<Record<string, string>>): Record<string, string | true | undefined> {
  if (list === 'merges') return { undone: saidOf(filters.undone) };
  if (list === 'consents') return { stands: saidOf(filters.stands) };
  if (list === 'leads') return { all: filters.open !== 'true' && filters.status === undefined ? true : undefined };
  if (list === 'quotes') return { soon: filters.runs_out_within === String(soonDays) ? true : undefined };
  if (list !== 'follow_ups') return {};
  return { status: filters.status === undefined ? 'any' : filters.status === 'open' ? undefined : filters.status, all: filters.owner_id === undefined ? true : undefined };
}

/** The search that shows a view; what the view does not say is switched off. */
export function searchOf(list: ViewedList, view: Pick<View, 'filters' | 'sort'>): Record<string, string | true | undefined> {
  const found = Object.entries(names[list]).map(([own, theirs]) => {
    const value = view.filters[theirs];
    return [own, value === 'true' ? true : value] as const;
  });
  return { ...Object.fromEntries(found), ...said(list, view.filters), sort: view.sort ?? undefined };
}

/** Whether a page shows nothing in particular: then a person's own beginning may come. */
export const plain = (list: ViewedList, search: Search) => search.sort === undefined && equal(filtersOf(list, search), filtersOf(list, { me: search.me }));

const equal = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>) =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);

/** The view that a page shows just now. */
export const shownView = (list: ViewedList, views: readonly View[], search: Search) =>
  views.find((view) => equal(view.filters, filtersOf(list, search)) && (view.sort ?? undefined) === search.sort);

export const viewsQuery = (list: ViewedList) =>
  queryOptions({
    queryKey: ['crm', 'views', list],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/views', { params: { query: { list } }, signal }))).items,
    staleTime: 60_000,
  });
const path = (view: View) => ({ path: { view_id: view.view_id } });
export const saveView = (body: Schema<'SaveView'>, key: string) => read(api.POST('/api/crm/v1/views', { params: writing(key), body }));
export const beginWith = (view: View, is_default: boolean, key: string) =>
  read(api.POST('/api/crm/v1/views/{view_id}/default', { params: { ...path(view), ...writing(key) }, body: { is_default } }));
