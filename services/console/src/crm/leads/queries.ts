import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { asNumber } from '../parts/amounts.ts';
import { askFor, type leadSorts } from '../parts/sorts.ts';
import type { leadChannels, leadStatuses } from './search.ts';

export type Lead = Schema<'LeadView'> & Partial<Pick<Schema<'ListedLead'>, 'next_follow_up'>>;
export type LeadDetails = Schema<'LeadDetails'>;
export type Candidate = Schema<'DuplicateCandidate'>;
export const isOpen = (lead: Pick<Lead, 'status' | 'merged_into'>) => !lead.merged_into && (lead.status === 'new' || lead.status === 'working' || lead.status === 'nurture');

export type LeadFilters = {
  readonly q?: string;
  readonly status?: (typeof leadStatuses)[number];
  readonly owner?: string;
  readonly source?: string;
  readonly campaign?: string;
  readonly country?: string;
  /** A part of the position. */
  readonly job?: string;
  readonly phone?: string;
  /** Least and most it may be worth, in the organisation's currency. */
  readonly min?: string;
  readonly max?: string;
  /** Least and most points. */
  readonly points?: string;
  readonly maxPoints?: string;
  /** First and last day on which they came in. */
  readonly from?: string;
  readonly to?: string;
  readonly channel?: (typeof leadChannels)[number];
  readonly unassigned?: true;
  readonly overdue?: true;
  readonly stepless?: true;
  /** Nurtured leads that are looked at again by this day. */
  readonly due?: string;
  /** Converted and disqualified ones, too; they are left out unless a status asks for them. */
  readonly all?: true;
  /** Conditions of own fields, as the list takes them. */
  readonly custom?: string;
  readonly tag?: string;
  readonly sort?: (typeof leadSorts)[number];
  /** The own field of an order by one. */
  readonly by?: string;
};

export const leadsQuery = ({ q, status, owner, source, campaign, country, job, phone, min, max, points, maxPoints, from, to, channel, unassigned, overdue, stepless, due, all, tag, custom, sort, by }: LeadFilters) => {
  const query = {
    q,
    status,
    open: all || status ? undefined : true,
    owner_id: owner,
    source,
    campaign,
    country,
    job_title: job,
    phone,
    min_value: min,
    max_value: max,
    min_score: asNumber(points),
    max_score: asNumber(maxPoints),
    received_from: from,
    received_to: to,
    channel,
    unassigned,
    response_overdue: overdue,
    without_next_step: stepless,
    nurture_due_by: due,
    tag_id: tag,
    custom,
    ...askFor({ sort, by }),
  };
  return listQuery(['crm', 'leads', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/leads', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

const path = (id: string) => ({ path: { lead_id: id } });
export const fetchLead = (id: string, signal?: AbortSignal) => readVersioned(api.GET('/api/crm/v1/leads/{lead_id}', { params: path(id), ...(signal ? { signal } : {}) }));
export const leadQuery = (id: string) => queryOptions({ queryKey: ['crm', 'leads', id], queryFn: ({ signal }) => fetchLead(id, signal) });
export const duplicatesOf = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'leads', id, 'duplicates'],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/leads/{lead_id}/duplicates', { params: path(id), signal }))).items,
  });

export const createLead = (body: Schema<'CreateLead'>, key: string) => readVersioned(api.POST('/api/crm/v1/leads', { params: writing(key), body }));
export const updateLead = (id: string, body: Schema<'UpdateLead'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/crm/v1/leads/{lead_id}', { params: { ...path(id), ...writing(key, etag) }, body }));

/** What is done with a lead, each on the version it was shown at. */
const on = (id: string, etag: string, key: string) => ({ ...path(id), ...writing(key, etag) });
export const assignLead = (id: string, owner_id: string | null, etag: string, key: string) =>
  readVersioned(api.POST('/api/crm/v1/leads/{lead_id}/assign', { params: on(id, etag, key), body: { owner_id } }));
export const respondToLead = (id: string, etag: string, key: string) => readVersioned(api.POST('/api/crm/v1/leads/{lead_id}/respond', { params: on(id, etag, key) }));
export const workLead = (id: string, etag: string, key: string) => readVersioned(api.POST('/api/crm/v1/leads/{lead_id}/work', { params: on(id, etag, key) }));
export const nurtureLead = (id: string, body: Schema<'NurtureLead'>, etag: string, key: string) =>
  readVersioned(api.POST('/api/crm/v1/leads/{lead_id}/nurture', { params: on(id, etag, key), body }));
export const disqualifyLead = (id: string, body: Schema<'DisqualifyLead'>, etag: string, key: string) =>
  readVersioned(api.POST('/api/crm/v1/leads/{lead_id}/disqualify', { params: on(id, etag, key), body }));
export const reopenLead = (id: string, etag: string, key: string) => readVersioned(api.POST('/api/crm/v1/leads/{lead_id}/reopen', { params: on(id, etag, key), body: {} }));
export const convertLead = (id: string, body: Schema<'ConvertLead'>, etag: string, key: string) =>
  readVersioned(api.POST('/api/crm/v1/leads/{lead_id}/convert', { params: on(id, etag, key), body }));
