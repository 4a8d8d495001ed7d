/* Changing mailboxes, prepared texts and who comes into a sequence: brought together with what others changed, or asked about. */
import { api, etagOf, read, writing, type Schema } from '../../api/client.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { changerOf, meeting, memberName } from '../../ui/meeting.tsx';
import { exitEnrolment, type Enrolment, type Mailbox, type Sequence, type Template } from './data.ts';

export const changeTemplate = changerOf<Template, Schema<'UpdateMailTemplate'>, Template>({
  service: 'crm',
  id: (one) => one.mail_template_id,
  title: (one) => one.name,
  fields: () => ({
    name: { label: t('mail.mailbox.name') },
    subject: { label: t('mail.subject') },
    body: { label: t('mail.body') },
    active: { label: t('mail.template.active'), show: yesNo },
  }),
  fetch: ({ mail_template_id }) => read(api.GET('/api/crm/v1/mail-templates/{mail_template_id}', { params: { path: { mail_template_id } } })),
  send: ({ mail_template_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/mail-templates/{mail_template_id}', { params: { path: { mail_template_id }, ...writing(key, etag) }, body })),
});

type Server = { readonly host: string; readonly port: number; readonly security: 'tls' | 'starttls' | 'none'; readonly user?: string | null };
const server = ({ host, port, security, user }: Server) => [`${host}:${port}`, t(`mail.mailbox.security.${security}`), user].filter(Boolean).join(' · ');
/** Passwords are written and never read: the last one that was given stands. `says` is what the form sends of a mailbox that nobody touched. */
export const mailboxChanger = (says: (mailbox: Mailbox) => Schema<'UpdateMailbox'>) =>
  changerOf<Mailbox, Schema<'UpdateMailbox'>, Schema<'ChangedMailbox'>>({
    service: 'crm',
    id: (one) => one.mailbox_id,
    title: (one) => one.name,
    fields: () => ({
      name: { label: t('mail.mailbox.name') },
      address: { label: t('mail.mailbox.address') },
      from_name: { label: t('mail.mailbox.fromName') },
      owner_id: { label: t('mail.mailbox.owner'), show: memberName },
      smtp: { label: t('mail.mailbox.host'), show: server },
      daily_cap: { label: t('mail.mailbox.cap') },
      window: { label: t('mail.mailbox.days'), show: ({ days, from, to }) => `${days.map((day) => t(`mail.day.${day}`)).join(', ')} ${from.slice(0, 5)}–${to.slice(0, 5)}` },
      imap: { label: t('mail.imap.host'), show: (imap) => [server(imap), imap.folder, imap.sent_folder, imap.mark_read && t('mail.imap.mark')].filter(Boolean).join(' · ') },
      signature: { label: t('mail.mailbox.signature') },
      active: { label: t('mail.mailbox.active'), show: yesNo },
    }),
    says,
    fetch: ({ mailbox_id }) => read(api.GET('/api/crm/v1/mailboxes/{mailbox_id}', { params: { path: { mailbox_id } } })),
    send: ({ mailbox_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/mailboxes/{mailbox_id}', { params: { path: { mailbox_id }, ...writing(key, etag) }, body })),
  });

/** Who comes into a sequence by itself. */
export type RuleSays = { readonly rule: NonNullable<Sequence['rule']> | null; readonly needs_consent: boolean };
export const changeSequenceRule = changerOf<Sequence, RuleSays, Sequence>({
  service: 'crm',
  id: (one) => one.sequence_id,
  title: (one) => one.name,
  fields: () => ({
    rule: {
      label: t('mail.rule.when'),
      show: (rule) =>
        [t(`mail.rule.when.${rule.when}`), ...(rule.when === 'lead' ? [rule.status && tMaybe(`leads.status.${rule.status}`, rule.status), rule.min_score && `${t('mail.rule.score')}: ${rule.min_score}`, rule.source] : [])].filter(Boolean).join(' · '),
    },
    needs_consent: { label: t('mail.seq.consent'), show: yesNo },
  }),
  says: ({ rule, needs_consent }) => ({ rule: rule ?? null, needs_consent }),
  fetch: ({ sequence_id }) => read(api.GET('/api/crm/v1/sequences/{sequence_id}', { params: { path: { sequence_id } } })),
  send: ({ sequence_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/sequences/{sequence_id}', { params: { path: { sequence_id }, ...writing(key, etag) }, body })),
});

/** Takes somebody out of a sequence, who has not left it meanwhile. */
export const takeOut = (one: Enrolment, name: string) =>
  meeting.act<Enrolment, Enrolment>({
    service: 'crm',
    id: one.enrolment_id,
    title: name,
    fields: {
      status: { label: t('crm.order.status'), show: (status) => t(`mail.seq.enrolment.${status}`) },
      exit_reason: { label: t('mail.rule.title'), show: (reason) => t(`mail.seq.exit.${reason}`) },
    },
    base: { value: one, etag: etagOf(one) },
    label: t('mail.seq.person.remove', { name }),
    can: ({ status }) => status === 'active',
    // That it goes on by itself does not matter.
    upon: ['status'],
    fetch: async () => {
      const value = await read(api.GET('/api/crm/v1/enrolments/{enrolment_id}', { params: { path: { enrolment_id: one.enrolment_id } } }));
      return { value, etag: etagOf(value) };
    },
    send: (etag, key) => exitEnrolment(one.enrolment_id, etag, key),
  });

function yesNo(is: boolean): string {
  return t(is ? 'crm.field.yes' : 'crm.field.no');
}
