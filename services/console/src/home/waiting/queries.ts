/* What waits for somebody, one small query each: the first rows are enough to count what one person can do in a day. */
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, type Page } from '../../api/client.ts';
import { addDays, hours, today, weekStart } from '../../i18n/format.ts';
import { forgotLastWeek, unsent, weeksBack, written, type Entry } from '../figures/mine.ts';

export type Counted = {
  readonly count: number;
  readonly more: boolean;
  /** What is said in place of the number. */
  readonly shown?: string;
  /** Where among the rows of its page it is, when it is not where its line says. */
  readonly search?: Readonly<Record<string, unknown>>;
};
const most = 100;
const counted = <T>({ items, next_cursor }: Page<T>, is: (row: T) => boolean = () => true): Counted => ({
  count: items.filter(is).length,
  more: Boolean(next_cursor),
});

type DealFilter = { readonly owner_id: string | undefined; readonly without_next_step?: boolean; readonly next_step_due_by?: string };
const deals = async (filter: DealFilter, signal: AbortSignal) =>
  counted(await read(api.GET('/api/crm/v1/deals', { params: { query: { status: 'open', limit: most, ...filter } }, signal })));

export const dealsWithoutStep = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['crm', 'deals', 'waiting', 'without-step', owner],
    queryFn: ({ signal }) => deals({ owner_id: owner, without_next_step: true }, signal),
  });
export const dealsDue = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['crm', 'deals', 'waiting', 'due', owner, today()],
    queryFn: ({ signal }) => deals({ owner_id: owner, next_step_due_by: today() }, signal),
  });
/** Own leads nobody has answered in time. */
export const leadsOverdue = (owner_id: string) =>
  queryOptions({
    queryKey: ['crm', 'leads', 'waiting', owner_id],
    queryFn: async ({ signal }) => counted(await read(api.GET('/api/crm/v1/leads', { params: { query: { owner_id, response_overdue: true, limit: most } }, signal }))),
  });
export const invoicesWaiting = (which: 'draft' | 'overdue') =>
  queryOptions({
    queryKey: ['billing', 'invoices', 'waiting', which],
    queryFn: async ({ signal }) => {
      const query = which === 'draft' ? ({ status: 'draft' } as const) : { overdue: true };
      return counted(await read(api.GET('/api/billing/v1/invoices', { params: { query: { ...query, limit: most } }, signal })));
    },
  });
export const decisionsWaiting = queryOptions({
  queryKey: ['projects', 'decisions', 'waiting'],
  queryFn: async ({ signal }) => counted(await read(api.GET('/api/projects/v1/decisions', { params: { query: { resolved: false, limit: most } }, signal }))),
});

/** The person that a member is in projects; null for who is none. */
export const meQuery = (member: string) =>
  queryOptions({
    queryKey: ['projects', 'people', 'of', member],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/projects/v1/people', { params: { query: { member_id: member, limit: 1 } }, signal }))).items[0]?.person_id ?? null,
    staleTime: 10 * 60_000,
  });

type TimeQuery = { status: 'draft' | 'submitted' | 'rejected'; to?: string; person_id?: string };
const time = (query: TimeQuery, signal: AbortSignal) =>
  read(api.GET('/api/projects/v1/time-entries', { params: { query: { ...query, limit: most } }, signal }));

/** Submitted time of others: nobody approves their own. */
export const timeToApprove = (queries: QueryClient, member: string) =>
  queryOptions({
    queryKey: ['projects', 'time-entries', 'waiting', 'submitted', member],
    queryFn: async ({ signal }) => {
      const [me, page] = await Promise.all([queries.ensureQueryData(meQuery(member)), time({ status: 'submitted' }, signal)]);
      return counted(page, (entry) => entry.person_id !== me);
    },
  });
const noTime: Counted = { count: 0, more: false };
/** The week of the oldest one is where to begin. */
const inWeeks = (page: Page<Entry>, what: (weeks: ReadonlySet<string>) => number): Counted => {
  const weeks = new Set(page.items.map((entry) => weekStart(entry.work_on)));
  const [first] = [...weeks].toSorted();
  return { count: what(weeks), more: Boolean(page.next_cursor), ...(first && { search: { week: first } }) };
};
export const ownTime = (queries: QueryClient, member: string, which: 'rejected' | 'unsubmitted') =>
  queryOptions({
    queryKey: ['projects', 'time-entries', 'waiting', which, member, weekStart(today())],
    queryFn: async ({ signal }) => {
      const me = await queries.ensureQueryData(meQuery(member));
      if (!me) return noTime;
      if (which === 'unsubmitted') return inWeeks(await time({ status: 'draft', person_id: me, to: addDays(weekStart(today()), -1) }, signal), (weeks) => weeks.size);
      const page = await time({ status: 'rejected', person_id: me }, signal);
      return inWeeks(page, () => page.items.length);
    },
  });

/** Own time of this week and the weeks before it, of which the figures are, too. */
export const ownEntries = (queries: QueryClient, member: string) =>
  queryOptions({
    queryKey: ['projects', 'time-entries', 'own', member, weekStart(today())],
    queryFn: async ({ signal }): Promise<Entry[]> => {
      const me = await queries.ensureQueryData(meQuery(member));
      const rows: Entry[] = [];
      if (!me) return rows;
      const from = addDays(weekStart(today()), -7 * weeksBack);
      let cursor: string | undefined;
      do {
        const page: Page<Entry> = await read(api.GET('/api/projects/v1/time-entries', { params: { query: { person_id: me, from, limit: 200, cursor } }, signal }));
        rows.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return rows;
    },
  });
/** This week, once most of it is over. */
export const ownWeek = (queries: QueryClient, member: string) => ({
  ...ownEntries(queries, member),
  select: (entries: Entry[]): Counted => {
    const left = unsent(entries, weekStart(today()));
    return left === 0n ? noTime : { count: 1, more: false, shown: hours(written(left)) };
  },
});
export const ownEmptyWeek = (queries: QueryClient, member: string) => ({
  ...ownEntries(queries, member),
  select: (entries: Entry[]): Counted => (forgotLastWeek(entries, today()) ? { count: 1, more: false, shown: hours('0') } : noTime),
});

/** What one promised to do by today or before. */
export const tasksDue = (owner_id: string) =>
  queryOptions({
    queryKey: ['crm', 'follow-ups', 'waiting', owner_id, today()],
    queryFn: async ({ signal }) => counted(await read(api.GET('/api/crm/v1/follow-ups', { params: { query: { owner_id, status: 'open', due_within: 0, limit: most } }, signal }))),
  });

type ClaimQuery = { status: 'draft' | 'submitted' | 'rejected'; claimant_id?: string };
const claims = (query: ClaimQuery, signal: AbortSignal) => read(api.GET('/api/expenses/v1/claims', { params: { query: { ...query, limit: most } }, signal }));

/** `all`: who runs the organisation decides about their own as well. */
export const claimsToApprove = (member: string, all: boolean) =>
  queryOptions({
    queryKey: ['expenses', 'claims', 'waiting', 'submitted', member, all],
    queryFn: async ({ signal }) => counted(await claims({ status: 'submitted' }, signal), (claim) => all || claim.claimant_id !== member),
  });
export const ownClaims = (member: string, status: 'draft' | 'rejected') =>
  queryOptions({
    queryKey: ['expenses', 'claims', 'waiting', status, member],
    queryFn: async ({ signal }) => counted(await claims({ status, claimant_id: member }, signal)),
  });
