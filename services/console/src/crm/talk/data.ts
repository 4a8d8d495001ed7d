/*
 * What was said and is to be done, as the service tells it. Not called `queries`: those come with the frame, this with the
 * pages that show it. Keys name what the events of the service name, so that live updates find them.
 */
import { queryOptions } from '@tanstack/react-query';
import { api, newKey, read, readVersioned, writing, type Page, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import { ProblemError } from '../../api/problems.ts';
import type { OrderOf, toldOrders } from '../parts/orders.ts';

export type Entry = Schema<'TimelineEntry'>;
export type Kind = Schema<'TimelineKind'>;
export type FollowUp = Schema<'FollowUpView'>;
export type Attachment = Schema<'AttachmentView'>;
export type Day = Schema<'MyDay'>;
export type Told = Schema<'NotificationView'>;
export type About = FollowUp['about'][number];
/** What a timeline is of. */
export type Subject = { readonly kind: 'account' | 'contact' | 'deal' | 'lead'; readonly id: string };

export const kinds = ['note', 'call', 'meeting', 'email', 'hand_over', 'deal', 'follow_up', 'delivery', 'billing', 'file', 'quote', 'lead'] as const satisfies readonly Kind[];

export const aboutOf = ({ kind, id }: Subject): About =>
  kind === 'account' ? { account_id: id } : kind === 'contact' ? { contact_id: id } : kind === 'lead' ? { lead_id: id } : { deal_id: id };
export function subjectOf(about: About): Subject {
  if ('account_id' in about) return { kind: 'account', id: about.account_id };
  if ('lead_id' in about) return { kind: 'lead', id: about.lead_id };
  return 'contact_id' in about ? { kind: 'contact', id: about.contact_id } : { kind: 'deal', id: about.deal_id };
}

export const timelineQuery = (subject: Subject, kind: Kind | undefined) =>
  listQuery(['crm', 'activities', 'timeline', subject.id, { kind }] as const, (cursor, signal): Promise<Page<Entry>> => {
    const query = { kind, cursor, limit: 30 };
    const { id } = subject;
    if (subject.kind === 'account') return read(api.GET('/api/crm/v1/accounts/{account_id}/timeline', { params: { path: { account_id: id }, query }, signal }));
    if (subject.kind === 'contact') return read(api.GET('/api/crm/v1/contacts/{contact_id}/timeline', { params: { path: { contact_id: id }, query }, signal }));
    if (subject.kind === 'lead') return read(api.GET('/api/crm/v1/leads/{lead_id}/timeline', { params: { path: { lead_id: id }, query }, signal }));
    return read(api.GET('/api/crm/v1/deals/{deal_id}/timeline', { params: { path: { deal_id: id }, query }, signal }));
  });

export const followUpsQuery = (subject: Subject) =>
  queryOptions({
    queryKey: ['crm', 'follow-ups', 'of', subject.id],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/follow-ups', { params: { query: { ...aboutOf(subject), status: 'open', cursor, limit: 200 } }, signal }))),
  });

/** Of open follow-ups the one that is due first. */
export const firstPlanned = (all: readonly FollowUp[] | undefined): FollowUp | undefined =>
  all?.toSorted((one, other) => one.due_on.localeCompare(other.due_on) || (one.due_time ?? '').localeCompare(other.due_time ?? ''))[0];

export const dayQuery = (member: string) =>
  queryOptions({ queryKey: ['crm', 'follow-ups', 'day', member], queryFn: ({ signal }) => read(api.GET('/api/crm/v1/my-day', { signal })) });

export const record = (body: Schema<'RecordActivity'>, key: string) => readVersioned(api.POST('/api/crm/v1/activities', { params: writing(key), body }));
export type Said = Extract<Entry['what'], { event: 'activity' }>;
/** Corrects what an activity says, all of it. */
export const correct = (activity_id: string, body: Schema<'UpdateActivity'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/crm/v1/activities/{activity_id}', { params: { path: { activity_id }, ...writing(key, etag) }, body }));
export const removeActivity = (id: string, etag: string, key: string) => read(api.DELETE('/api/crm/v1/activities/{activity_id}', { params: { path: { activity_id: id }, ...writing(key, etag) } }));

export const plan = (body: Schema<'PlanFollowUp'>, key: string) => readVersioned(api.POST('/api/crm/v1/follow-ups', { params: writing(key), body }));

/** How much is unread. Holds the member's id, by which live updates name an inbox. */
export const inboxQuery = (member: string) =>
  queryOptions({
    queryKey: ['crm', 'inbox', member],
    queryFn: ({ signal }) => read(api.GET('/api/crm/v1/notifications', { params: { query: { limit: 1 } }, signal })),
  });
/** All one was told, page after page; only while it is looked at. */
export const toldQuery = (member: string, sort: OrderOf<typeof toldOrders>) =>
  listQuery(['crm', 'inbox', member, 'list', sort] as const, (cursor, signal) => read(api.GET('/api/crm/v1/notifications', { params: { query: { sort, cursor, limit: 30 } }, signal })));
/** When one was told last. */
export const lastTold = async () => (await read(api.GET('/api/crm/v1/notifications', { params: { query: { limit: 1 } } }))).items[0]?.created_at;
export const readOne = (id: string) => read(api.POST('/api/crm/v1/notifications/{notification_id}/read', { params: { path: { notification_id: id }, ...writing(newKey()) } }));
export const readAll = (until: string) => read(api.POST('/api/crm/v1/notifications/read-all', { params: writing(newKey()), body: { until } }));

const filesOf = ({ kind, id }: Subject) => `/api/crm/v1/${kind}s/${id}/attachments`;
export const fileAddress = (id: string) => `/api/crm/v1/attachments/${id}`;
export const filesQuery = (subject: Subject) =>
  queryOptions({
    queryKey: ['crm', 'attachments', subject.id],
    queryFn: async ({ signal }): Promise<readonly Attachment[]> => ((await call(filesOf(subject), { signal })) as Page<Attachment>).items,
  });
export const mostBytes = 20 * 1024 * 1024;
export const accepted = [
  'image/jpeg', 'image/png', 'image/webp', 'image/gif', '.tif', '.tiff', '.heic', '.heif', 'application/pdf', '.docx', '.xlsx', '.pptx', '.doc', '.xls',
  '.ppt', '.odt', '.ods', '.odp', '.odg', '.rtf', '.eml', '.msg', '.zip', '.7z', '.asice', '.xml', '.ics', '.vcf', 'text/plain', 'text/csv',
];
/** What is said of a file whose kind the browser does not know: its name says it then. */
export const unknownType = 'application/octet-stream';
/** The same file beside the same thing is kept once, so a repeat does no harm. */
export const sendFile = (subject: Subject, file: File) =>
  call(`${filesOf(subject)}?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file, headers: { 'Content-Type': file.type || unknownType } });
export const removeFile = (id: string) => call(fileAddress(id), { method: 'DELETE' });

async function call(address: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(address, { ...init, headers: { ...init.headers, 'X-Requested-With': 'gerinc' } }).catch(() => {
    throw ProblemError.offline();
  });
  if (!response.ok) throw await ProblemError.from(response);
  return response.json();
}
