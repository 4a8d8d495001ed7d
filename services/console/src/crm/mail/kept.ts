/* Mails nobody has filed yet, addresses that get no mails, and files for mails that are being written. */
import { api, newKey, read, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { ProblemError } from '../../api/problems.ts';
import { aboutOf, type Subject } from '../talk/data.ts';
import type { Mail } from './data.ts';

export type Summary = Schema<'MailSummary'>;
export type Suppression = Schema<'SuppressionView'>;
export type MailFile = Mail['files'][number];

export const unfiledQuery = listQuery(['crm', 'mails', 'unfiled'] as const, (cursor, signal) =>
  read(api.GET('/api/crm/v1/mails', { params: { query: { unfiled: true, cursor, limit: 30 } }, signal })),
);
const one = (mail: { readonly mail_id: string; readonly version: number }) => ({ path: { mail_id: mail.mail_id }, ...writing(newKey(), `"${mail.version}"`) });
export const fileMail = (mail: Summary, subject: Subject) => read(api.POST('/api/crm/v1/mails/{mail_id}/file', { params: one(mail), body: { about: [aboutOf(subject)] } }));
export const discardMail = (mail: Summary) => read(api.POST('/api/crm/v1/mails/{mail_id}/discard', { params: one(mail) }));

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
    headers: { 'Content-Type': file.type || 'text/plain', 'X-Requested-With': 'gerinc' },
  }).catch(() => {
    throw ProblemError.offline();
  });
  if (!response.ok) throw await ProblemError.from(response);
  return (await response.json()) as MailFile;
}
