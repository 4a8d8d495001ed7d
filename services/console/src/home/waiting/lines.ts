/* Which lines a person may find under "Waiting for me", in the order of their weight. */
import type { QueryClient, QueryKey, UseQueryOptions } from '@tanstack/react-query';
import type { Permission } from '../../api/client.ts';
import { addDays, daysBetween, today, weekStart } from '../../i18n/format.ts';
import {
  claimsToApprove, dealsDue, dealsWithoutStep, decisionsWaiting, invoicesWaiting, leadsOverdue, ownClaims, ownEmptyWeek, ownTime, ownWeek, tasksDue, timeToApprove, type Counted,
} from './queries.ts';

export type LineId =
  | 'ownTimeRejected' | 'ownClaimsRejected' | 'timeToApprove' | 'claimsToApprove' | 'decisions' | 'overdue' | 'drafts'
  | 'leadsOverdue' | 'tasksDue' | 'dealsDue' | 'dealsWithoutStep' | 'ownTime' | 'ownEmptyWeek' | 'ownWeek' | 'ownClaims';
export type Line = {
  readonly id: LineId;
  /** Late, or only open. */
  readonly late?: boolean;
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly query: UseQueryOptions<Counted, Error, Counted, QueryKey>;
};

type Who = {
  readonly member: string | undefined;
  readonly may: (permission: Permission) => boolean;
  readonly queries: QueryClient;
  /** The business day. */
  readonly day?: string;
};
/** From Friday on, a week that is not handed in waits. */
const weekEnds = 4;

/** Who leads sees the deals of all; who sells only their own. */
const dealOwner = ({ member, may }: Who) => (may('crm:deal:force_reopen') ? undefined : member);

export function linesOf(who: Who): Line[] {
  const { member, may, queries, day = today() } = who;
  const owner = dealOwner(who);
  const line = (allowed: boolean, id: LineId, to: string, query: unknown, more: Partial<Line> = {}): Line[] =>
    allowed ? [{ id, to, query: query as Line['query'], ...more }] : [];
  const me = member ?? '';
  const logs = Boolean(member) && may('projects:time:log');
  const monday = weekStart(day);
  return [
    ...line(logs, 'ownTimeRejected', '/time', ownTime(queries, me, 'rejected'), { late: true }),
    ...line(Boolean(member) && may('expenses:claim:write'), 'ownClaimsRejected', '/expenses', ownClaims(me, 'rejected'), { late: true, search: { status: 'rejected', mine: true } }),
    ...line(may('projects:time:approve'), 'timeToApprove', '/approvals/time', timeToApprove(queries, me)),
    ...line(may('expenses:claim:approve'), 'claimsToApprove', '/approvals/claims', claimsToApprove(me, may('identity:organization:manage'))),
    ...line(may('projects:project:write'), 'decisions', '/projects', decisionsWaiting, { late: true }),
    ...line(may('billing:payment:register'), 'overdue', '/invoices', invoicesWaiting('overdue'), { late: true, search: { overdue: true } }),
    ...line(may('billing:invoice:issue'), 'drafts', '/invoices', invoicesWaiting('draft'), { search: { status: 'draft' } }),
    ...line(Boolean(member) && may('crm:lead:write'), 'leadsOverdue', '/crm/leads', leadsOverdue(me), { late: true, search: { overdue: true, owner: member } }),
    ...line(Boolean(member) && may('crm:activity:write'), 'tasksDue', '/crm/tasks', tasksDue(me), { search: { within: '0' } }),
    ...line(may('crm:deal:write'), 'dealsDue', '/crm/deals', dealsDue(owner), { late: true, search: { due: day, owner } }),
    ...line(may('crm:deal:write'), 'dealsWithoutStep', '/crm/deals', dealsWithoutStep(owner), { search: { stepless: true, owner } }),
    ...line(logs, 'ownTime', '/time', ownTime(queries, me, 'unsubmitted'), { late: true }),
    ...line(logs, 'ownEmptyWeek', '/time', ownEmptyWeek(queries, me), { search: { week: addDays(monday, -7) } }),
    ...line(logs && daysBetween(monday, day) >= weekEnds, 'ownWeek', '/time', ownWeek(queries, me)),
    ...line(Boolean(member) && may('expenses:claim:write'), 'ownClaims', '/expenses', ownClaims(me, 'draft'), { search: { status: 'draft', mine: true } }),
  ];
}
