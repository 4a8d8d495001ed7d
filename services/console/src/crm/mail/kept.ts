/* Mails nobody has filed yet or that have not gone out, addresses that get no mails, and files for mails that are being written. */
import { queryOptions } from '@tanstack/react-query';
import { api, etagOf, read, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { ProblemError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { aboutOf, subjectOf, unknownType, type About, type Subject } from '../talk/data.ts';
import type { Mail } from './data.ts';

export type Summary = Schema<'MailSummary'>;
export type Suppression = Schema<'SuppressionView'>;
export type MailFile = Mail['files'][number];

export const unfiledQuery = listQuery(['crm', 'mails', 'unfiled'] as const, (cursor, signal) =>
  read(api.GET('/api/crm/v1/mails', { params: { query: { unfiled: true, cursor, limit: 30 } }, signal })),
);
/** States in which a mail waits for something, or for somebody. */
const unsent = ['in_doubt', 'failed', 'queued'] as const satisfies readonly Summary['status'][];
/** Failed mails are shown for so long beside what they are about. */
const recent = 14 * 86_400_000;
/** Mails about something that wait, failed or may have been sent; what needs a person first. */
export const unsentOf = (subject: Subject) =>
  queryOptions({
    queryKey: ['crm', 'mails', 'unsent', subject.id],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(unsent.map((status) => read(api.GET('/api/crm/v1/mails', { params: { query: { ...aboutOf(subject), status, limit: 20 } }, signal }))));
      const mails = pages.flatMap((page) => page.items).filter((mail) => mail.status !== 'failed' || Date.parse(mail.at) > Date.now() - recent);
      if (!mails.some((mail) => mail.status === 'failed')) return mails;
      // Whoever wrote it again has mended it.
      const { items: sent } = await read(api.GET('/api/crm/v1/mails', { params: { query: { ...aboutOf(subject), status: 'sent', limit: 100 } }, signal }));
      return mails.filter((mail) => mail.status !== 'failed' || !sent.some((one) => one.subject === mail.subject && one.at > mail.at));
    },
  });

/** The mail a notification tells of: it names the subject line and what it is about, not the mail. */
export async function mailToldOf(about: About | null | undefined, line: string | null | undefined): Promise<string | undefined> {
  const { items } = await read(api.GET('/api/crm/v1/mails', { params: { query: { ...about, direction: 'outgoing', limit: 100 } } }));
  const same = items.filter((mail) => mail.subject === line);
  return (same.find((mail) => mail.status === 'in_doubt' || mail.status === 'failed' || mail.bounced_at) ?? same[0])?.mail_id;
}

/** Done with a mail that waits for it; where a colleague was faster, it is shown what the mail is about by now. Null when that is kept. */
const act = <R>(mail: Summary, label: string, send: (params: { readonly path: { readonly mail_id: string } } & ReturnType<typeof writing>) => Promise<R>) =>
  meeting.act<Pick<Summary, 'about' | 'version'>, R>({
    service: 'crm',
    id: mail.mail_id,
    title: mail.subject,
    fields: { about: { label: t('mail.unfiled.about'), show: (about) => about.map((what) => t(`names.crm.${subjectOf(what).kind}`)).join(', ') || t('common.none') } },
    base: { value: mail, etag: etagOf(mail) },
    label,
    can: ({ about }) => about.length === 0,
    upon: ['about'],
    fetch: async () => {
      const value = await read(api.GET('/api/crm/v1/mails/{mail_id}', { params: { path: { mail_id: mail.mail_id } } }));
      return { value, etag: etagOf(value) };
    },
    send: (etag, key) => send({ path: { mail_id: mail.mail_id }, ...writing(key, etag) }),
  });
/** Says what a mail is about; its address may be remembered as one of the contact or lead. */
export const fileMail = (mail: Summary, subject: Subject, remember = false) =>
  act(mail, t('mail.unfiled.file'), (params) => read(api.POST('/api/crm/v1/mails/{mail_id}/file', { params, body: { about: [aboutOf(subject)], remember_address: remember } })));
export const discardMail = (mail: Summary) => act(mail, t('mail.unfiled.discard'), (params) => read(api.POST('/api/crm/v1/mails/{mail_id}/discard', { params })));

export const reasons = ['unsubscribed', 'bounced', 'manual'] as const satisfies readonly Suppression['reason'][];
type Wanted = { readonly q: string; readonly reason: Suppression['reason'] | undefined };
export const suppressionsQuery = ({ q, reason }: Wanted) =>
  listQuery(['crm', 'suppressions', { q, reason }] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/suppressions', { params: { query: { q: q || undefined, reason, cursor, limit: 50 } }, signal })),
  );
export const suppress = (body: Schema<'AddSuppression'>, key: string) => read(api.POST('/api/crm/v1/suppressions', { params: writing(key), body }));
export const lift = (id: string, why: string, key: string) =>
  read(api.POST('/api/crm/v1/suppressions/{suppression_id}/lift', { params: { path: { suppression_id: id }, ...writing(key) }, body: { why } }));

export const fileAddress = (mail: string, file: string) => `/api/crm/v1/mails/${mail}/files/${file}`;
export const mostMailBytes = 15 * 1024 * 1024;
export const mostMailFiles = 10;
/** Brings a file for a mail that is being written. */
export async function bringFile(file: File): Promise<MailFile> {
  const response = await fetch(`/api/crm/v1/mail-files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': file.type || unknownType, 'X-Requested-With': 'gerinc' },
  }).catch(() => {
    throw ProblemError.offline();
  });
  if (!response.ok) throw await ProblemError.from(response);
  return (await response.json()) as MailFile;
}
