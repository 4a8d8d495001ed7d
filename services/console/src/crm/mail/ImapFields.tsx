import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentence } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { CheckField, ChoiceField, TextField, type Form } from '../../ui/form/index.ts';
import { tryMailbox, type Mailbox } from './data.ts';
import css from './mail.module.css';
import { readNumber } from './steps.ts';

type Imap = NonNullable<Mailbox['imap']>;
type Security = Imap['security'];
type Own = ReturnType<typeof imapInitial>;
type All = Own & { readonly host: string; readonly port: string; readonly security: string; readonly user: string; readonly password: string };

export const imapInitial = (mailbox: Mailbox | undefined) => ({
  imap: mailbox?.has_imap ?? false,
  imap_host: mailbox?.imap?.host ?? '',
  imap_port: String(mailbox?.imap?.port ?? 993),
  imap_security: (mailbox?.imap?.security ?? 'tls') as string,
  imap_user: mailbox?.imap?.user ?? '',
  imap_password: '',
  folder: mailbox?.imap?.folder ?? '',
  sent_folder: mailbox?.imap?.sent_folder ?? '',
  last_days: String(mailbox?.imap?.last_days ?? 0),
  mark_read: mailbox?.imap?.mark_read ?? false,
});
export const imapPointers = {
  imap_host: '/imap/host',
  imap_port: '/imap/port',
  imap_user: '/imap/user',
  folder: '/imap/folder',
  sent_folder: '/imap/sent_folder',
  last_days: '/imap/last_days',
} as const;

export function imapValidate(values: Own) {
  if (!values.imap) return {};
  const port = Number(values.imap_port);
  const days = values.last_days.trim();
  return {
    imap_host: values.imap_host.trim() ? undefined : t('common.form.required'),
    imap_user: values.imap_user.trim() ? undefined : t('common.form.required'),
    imap_port: Number.isInteger(port) && port > 0 && port < 65536 ? undefined : t('mail.mailbox.portWrong'),
    last_days: /^\d{1,3}$/.test(days) && Number(days) <= 365 ? undefined : t('mail.imap.daysWrong'),
  };
}

export const imapOf = (values: Own): Imap | null =>
  values.imap
    ? {
        host: values.imap_host.trim(),
        port: Number(values.imap_port),
        security: values.imap_security as Security,
        user: values.imap_user.trim(),
        folder: values.folder.trim() || null,
        sent_folder: values.sent_folder.trim() || null,
        last_days: readNumber(values.last_days),
        mark_read: values.mark_read,
      }
    : null;

type Props<V extends All> = { readonly form: Form<V>; readonly mailbox?: Mailbox };
type Said = { readonly ok: boolean; readonly text: string };

/** Where the mails of a mailbox are read, and whether both of its servers let it in. */
export function ImapFields<V extends All>({ form: given, mailbox }: Props<V>) {
  const form = given as unknown as Form<All>;
  const { values } = form;
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<readonly Said[]>([]);
  const [folders, setFolders] = useState<readonly string[]>([]);
  const attempt = async () => {
    setBusy(true);
    setSaid([]);
    const imap = imapOf(values);
    const smtp = values.host.trim() ? { host: values.host.trim(), port: Number(values.port), security: values.security as Security, user: values.user.trim() || null } : null;
    try {
      const went = await tryMailbox({
        mailbox_id: mailbox?.mailbox_id ?? null,
        smtp,
        imap: imap?.host && imap.user ? imap : null,
        ...(values.password ? { password: values.password } : {}),
        ...(values.imap_password ? { imap_password: values.imap_password } : {}),
      });
      const tell = (kind: 'smtp' | 'imap') => {
        const one = went[kind];
        return one ? [{ ok: one.ok, text: one.ok ? t(`mail.try.${kind}.ok`) : t(`mail.try.${kind}.not`, { why: one.trouble ?? '' }) }] : [];
      };
      setSaid([...tell('smtp'), ...tell('imap')]);
      setFolders(went.imap?.folders ?? []);
    } catch (problem) {
      setSaid([{ ok: false, text: sentence(problem) }]);
    }
    setBusy(false);
  };
  return (
    <>
      <CheckField form={form} name="imap" label={t('mail.imap.on')} hint={t('mail.imap.on.hint')} />
      {values.imap && (
        <div className={css.fields}>
          <TextField form={form} name="imap_host" label={t('mail.imap.host')} required />
          <TextField form={form} name="imap_port" label={t('mail.imap.port')} required />
          <ChoiceField form={form} name="imap_security" label={t('mail.imap.security')} options={(['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: t(`mail.mailbox.security.${value}`) }))} />
          <TextField form={form} name="imap_user" label={t('mail.imap.user')} required />
          <TextField form={form} name="imap_password" type="password" autoComplete="new-password" label={t('mail.imap.password')} hint={t(mailbox?.has_imap_password ? 'mail.mailbox.password.keep' : 'mail.imap.password.same')} />
          <TextField form={form} name="folder" label={t('mail.imap.folder')} hint={t('mail.imap.folder.hint')} />
          <TextField form={form} name="sent_folder" label={t('mail.imap.sent')} hint={t('mail.imap.sent.hint')} />
          <TextField form={form} name="last_days" label={t('mail.imap.days')} hint={t('mail.imap.days.hint')} />
        </div>
      )}
      {values.imap && <CheckField form={form} name="mark_read" label={t('mail.imap.mark')} />}
      <div className={css.tools}>
        <Button variant="default" size="xs" loading={busy} onClick={() => void attempt()}>
          {t('mail.try')}
        </Button>
        <div role="status">
          {said.map((one) => (
            <p key={one.text} className={one.ok ? css.hint : css.late}>
              {one.text}
            </p>
          ))}
          {folders.length > 0 && <p className={css.hint}>{t('mail.try.folders', { names: folders.join(', ') })}</p>}
        </div>
      </div>
    </>
  );
}
