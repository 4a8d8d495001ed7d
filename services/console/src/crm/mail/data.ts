/* Mails, mailboxes, prepared texts and sequences. Keys name what the events of the service name. */
import { queryOptions } from '@tanstack/react-query';
import { api, newKey, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import type { enrolmentOrders, mailboxOrders, OrderOf, sequenceOrders, templateOrders } from '../parts/orders.ts';

export type Mailbox = Schema<'MailboxView'>;
export type Mail = Schema<'MailView'>;
export type Template = Schema<'MailTemplateView'>;
export type Sequence = Schema<'SequenceView'>;
export type Step = Schema<'SequenceStep'>;
export type Enrolment = Schema<'EnrolmentView'>;

export const mailboxesQuery = queryOptions({
  queryKey: ['crm', 'mailboxes'] as const,
  queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/mailboxes', { params: { query: { cursor, limit: 200 } }, signal }))),
});
/** The same in an order. */
export const mailboxesBy = (sort: OrderOf<typeof mailboxOrders>) =>
  queryOptions({
    queryKey: [...mailboxesQuery.queryKey, 'by', sort],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/mailboxes', { params: { query: { sort, cursor, limit: 200 } }, signal }))),
  });
export const createMailbox = (body: Schema<'CreateMailbox'>, key: string) => read(api.POST('/api/crm/v1/mailboxes', { params: writing(key), body }));
export const makeInbox = (id: string) => read(api.POST('/api/crm/v1/mailboxes/{mailbox_id}/inbox', { params: { path: { mailbox_id: id }, ...writing(newKey()) } }));

/** Has the mailboxes that are read at a mail server read within seconds. */
export const readMailboxes = (boxes: readonly Mailbox[]) =>
  Promise.all(
    boxes.filter((box) => box.has_imap && box.active).map((box) => read(api.POST('/api/crm/v1/mailboxes/{mailbox_id}/read', { params: { path: { mailbox_id: box.mailbox_id }, ...writing(newKey()) } }))),
  );
export const tryMailbox = (body: Schema<'TryMailbox'>) => read(api.POST('/api/crm/v1/mailboxes/try', { params: writing(newKey()), body }));

export const templatesQuery = queryOptions({
  queryKey: ['crm', 'mail_templates'] as const,
  queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/mail-templates', { params: { query: { cursor, limit: 200 } }, signal }))),
});
/** The same in an order. */
export const templatesBy = (sort: OrderOf<typeof templateOrders>) =>
  queryOptions({
    queryKey: [...templatesQuery.queryKey, 'by', sort],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/mail-templates', { params: { query: { sort, cursor, limit: 200 } }, signal }))),
  });
export const createTemplate = (body: Schema<'CreateMailTemplate'>, key: string) => read(api.POST('/api/crm/v1/mail-templates', { params: writing(key), body }));
type Whom = { readonly contact_id?: string; readonly lead_id?: string; readonly deal_id?: string; readonly mailbox_id?: string; readonly quote_link?: string };
export const fillTemplate = (id: string, query: Whom) =>
  read(api.GET('/api/crm/v1/mail-templates/{mail_template_id}/filled', { params: { path: { mail_template_id: id }, query } }));

const one = (id: string) => ({ path: { mail_id: id }, ...writing(newKey()) });
export const mailQuery = (id: string) =>
  queryOptions({ queryKey: ['crm', 'mails', id], queryFn: ({ signal }) => read(api.GET('/api/crm/v1/mails/{mail_id}', { params: { path: { mail_id: id } }, signal })) });
export const sendMail = (body: Schema<'ComposeMail'>, key: string) => read(api.POST('/api/crm/v1/mails', { params: writing(key), body }));
export const cancelMail = (id: string) => read(api.POST('/api/crm/v1/mails/{mail_id}/cancel', { params: one(id) }));
export const settleMail = (id: string, sent: boolean) => read(api.POST('/api/crm/v1/mails/{mail_id}/settle', { params: one(id), body: { sent } }));

/** Addresses of the people a mail about something would go to: the person themselves, or those of the deal or account. */
export const addressOf = (kind: 'contact' | 'lead' | 'account' | 'deal', id: string) =>
  queryOptions({
    queryKey: ['crm', `${kind}s`, id, 'address'],
    queryFn: async ({ signal }): Promise<Whom & { readonly email?: string }> => {
      if (kind === 'lead') {
        const lead = await read(api.GET('/api/crm/v1/leads/{lead_id}', { params: { path: { lead_id: id } }, signal }));
        return { lead_id: id, ...(lead.email ? { email: lead.email } : {}) };
      }
      if (kind === 'account') return {};
      const deal = kind === 'deal' ? await read(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path: { deal_id: id } }, signal })) : undefined;
      const person = kind === 'contact' ? id : deal?.contact_id;
      if (!person) return {};
      const contact = await read(api.GET('/api/crm/v1/contacts/{contact_id}', { params: { path: { contact_id: person } }, signal }));
      return { contact_id: person, ...(deal ? { deal_id: id } : {}), ...(contact.email ? { email: contact.email } : {}) };
    },
  });

export const sequencesQuery = queryOptions({
  queryKey: ['crm', 'sequences', 'list'] as const,
  queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/sequences', { params: { query: { cursor, limit: 200 } }, signal }))),
});
/** The same in an order. */
export const sequencesBy = (sort: OrderOf<typeof sequenceOrders>) =>
  queryOptions({
    queryKey: [...sequencesQuery.queryKey, sort],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/sequences', { params: { query: { sort, cursor, limit: 200 } }, signal }))),
  });
const at = (id: string) => ({ path: { sequence_id: id } });
export const sequenceQuery = (id: string) =>
  queryOptions({ queryKey: ['crm', 'sequences', id], queryFn: ({ signal }) => readVersioned(api.GET('/api/crm/v1/sequences/{sequence_id}', { params: at(id), signal })) });
export const createSequence = (body: Schema<'CreateSequence'>, key: string) => read(api.POST('/api/crm/v1/sequences', { params: writing(key), body }));
export const updateSequence = (id: string, body: Schema<'UpdateSequence'>, etag: string) =>
  readVersioned(api.PATCH('/api/crm/v1/sequences/{sequence_id}', { params: { ...at(id), ...writing(newKey(), etag) }, body }));
export const publishSequence = (id: string, etag: string) => read(api.POST('/api/crm/v1/sequences/{sequence_id}/publish', { params: { ...at(id), ...writing(newKey(), etag) } }));
export const standSequence = (id: string, status: Sequence['status'], etag: string) =>
  read(api.POST('/api/crm/v1/sequences/{sequence_id}/stand', { params: { ...at(id), ...writing(newKey(), etag) }, body: { status } }));
export const previewQuery = (id: string, lead: string, version: number) =>
  queryOptions({
    queryKey: ['crm', 'sequences', id, 'preview', lead, version],
    queryFn: ({ signal }) => read(api.GET('/api/crm/v1/sequences/{sequence_id}/preview', { params: { ...at(id), query: { lead_id: lead } }, signal })),
  });
export const leadsLike = (q: string) =>
  queryOptions({
    queryKey: ['crm', 'leads', 'like', q],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/leads', { params: { query: { q: q || undefined, open: true, limit: 20 } }, signal }))).items,
  });

export const enrolmentsQuery = (sequence: string, sort: OrderOf<typeof enrolmentOrders>) =>
  listQuery(['crm', 'enrolments', sequence, sort] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/enrolments', { params: { query: { sequence_id: sequence, sort, cursor, limit: 50 } }, signal })),
  );
/** A contact or a lead, as enrolments name them. */
export type Person = { readonly contact_id: string } | { readonly lead_id: string };
export const enrolmentsOf = (person: Person) =>
  queryOptions({
    queryKey: ['crm', 'enrolments', person],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/enrolments', { params: { query: { ...person, cursor, limit: 200 } }, signal }))),
  });
export const enrol = (sequence: string, person: Person) => read(api.POST('/api/crm/v1/enrolments', { params: writing(newKey()), body: { sequence_id: sequence, ...person } }));
export const exitEnrolment = (id: string, etag: string, key: string) =>
  read(api.POST('/api/crm/v1/enrolments/{enrolment_id}/exit', { params: { path: { enrolment_id: id }, ...writing(key, etag) } }));
