import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, CheckField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { parseTime } from '../talk/when.ts';
import { mailboxChanger } from './change.ts';
import { createMailbox, type Mailbox } from './data.ts';
import { imapOf, ImapFields, imapInitial, imapPointers, imapValidate } from './ImapFields.tsx';
import css from './mail.module.css';
import { readNumber } from './steps.ts';

type Props = { readonly mailbox?: Mailbox; readonly onClose: () => void; readonly onSaved: () => void };
type Security = NonNullable<Mailbox['smtp']>['security'];
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const everybody = '-';

const valuesOf = (mailbox: Mailbox | undefined) => ({
  name: mailbox?.name ?? '',
  address: mailbox?.address ?? '',
  from_name: mailbox?.from_name ?? '',
  owner_id: mailbox?.owner_id ?? everybody,
  signature: mailbox?.signature ?? '',
  host: mailbox?.smtp?.host ?? '',
  port: String(mailbox?.smtp?.port ?? 587),
  security: (mailbox?.smtp?.security ?? 'starttls') as string,
  user: mailbox?.smtp?.user ?? '',
  password: '',
  daily_cap: String(mailbox?.daily_cap ?? 200),
  from: (mailbox?.window?.from ?? '09:00').slice(0, 5),
  to: (mailbox?.window?.to ?? '17:00').slice(0, 5),
  days: (mailbox?.window?.days ?? week.slice(0, 5)).join(' '),
  active: mailbox?.active ?? true,
  ...imapInitial(mailbox),
});
/** What is sent of it. */
function bodyOf(values: ReturnType<typeof valuesOf>) {
  const chosen = values.days.split(' ');
  return {
    name: values.name.trim(),
    address: values.address.trim(),
    from_name: values.from_name.trim() || null,
    owner_id: values.owner_id === everybody ? null : values.owner_id,
    signature: values.signature.trim() || null,
    smtp: { host: values.host.trim(), port: Number(values.port), security: values.security as Security, user: values.user.trim() || null },
    daily_cap: readNumber(values.daily_cap),
    window: { days: week.filter((day) => chosen.includes(day)), from: `${parseTime(values.from)}:00`, to: `${parseTime(values.to)}:00` },
    ...(values.password ? { password: values.password } : {}),
    imap: imapOf(values),
    ...(values.imap && values.imap_password ? { imap_password: values.imap_password } : {}),
  };
}
const changeMailbox = mailboxChanger((mailbox) => ({ ...bodyOf(valuesOf(mailbox)), active: mailbox.active }));

/** A mailbox: its address, its mail server, and when sequences may send from it. The password is written, never read. */
export function MailboxDialog({ mailbox, onClose, onSaved }: Props) {
  const { data: members = [] } = useQuery(membersQuery);
  const form = useForm({
    name: `crm.mailbox.${mailbox?.mailbox_id ?? 'new'}`,
    secret: true,
    initial: valuesOf(mailbox),
    pointers: { ...imapPointers, host: '/smtp/host', port: '/smtp/port', from: '/window/from', to: '/window/to', days: '/window/days' },
    validate: (values) => {
      const need = (text: string) => (text.trim() ? undefined : t('common.form.required'));
      const [from, to] = [parseTime(values.from), parseTime(values.to)];
      const [port, cap] = [Number(values.port), readNumber(values.daily_cap)];
      return {
        name: need(values.name),
        address: need(values.address),
        host: need(values.host),
        port: Number.isInteger(port) && port > 0 && port < 65536 ? undefined : t('mail.mailbox.portWrong'),
        daily_cap: cap > 0 ? undefined : t('mail.mailbox.capWrong'),
        from: from ? undefined : t('mail.mailbox.timeWrong'),
        to: !to ? t('mail.mailbox.timeWrong') : from && to <= from ? t('mail.mailbox.untilWrong') : undefined,
        days: values.days ? undefined : t('mail.mailbox.daysNeeded'),
        ...imapValidate(values),
      };
    },
    submit: async (values, key) => {
      const body = bodyOf(values);
      if (mailbox) return (await changeMailbox(mailbox, { ...body, active: values.active }, key))?.taken_back ?? 0;
      await createMailbox(body, key);
      return 0;
    },
    onDone: (takenBack) => {
      if (takenBack > 0) toast.done(t('mail.mailbox.takenBack', { count: takenBack }));
      onSaved();
      onClose();
    },
  });
  const days = form.values.days.split(' ').filter(Boolean);
  return (
    <Dialog title={mailbox ? t('mail.mailbox.edit', { name: mailbox.name }) : t('mail.mailbox.new')} onClose={onClose} size={640}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <div className={css.fields}>
          <TextField form={form} name="name" label={t('mail.mailbox.name')} required autoFocus />
          <TextField form={form} name="address" type="email" label={t('mail.mailbox.address')} required />
          <TextField form={form} name="from_name" label={t('mail.mailbox.fromName')} />
          <ChoiceField
            form={form}
            name="owner_id"
            label={t('mail.mailbox.owner')}
            options={[{ value: everybody, label: t('mail.mailbox.everybody') }, ...members.map((one) => ({ value: one.member_id, label: one.name }))]}
          />
          <TextField form={form} name="host" label={t('mail.mailbox.host')} required />
          <TextField form={form} name="port" label={t('mail.mailbox.port')} required />
          <ChoiceField form={form} name="security" label={t('mail.mailbox.security')} options={(['starttls', 'tls', 'none'] as const).map((value) => ({ value, label: t(`mail.mailbox.security.${value}`) }))} />
          <TextField form={form} name="user" label={t('mail.mailbox.user')} />
          <TextField form={form} name="password" type="password" autoComplete="new-password" label={t('mail.mailbox.password')} {...(mailbox?.has_password ? { hint: t('mail.mailbox.password.keep') } : {})} />
          <TextField form={form} name="daily_cap" label={t('mail.mailbox.cap')} required />
          <TextField form={form} name="from" label={t('mail.mailbox.windowFrom')} required />
          <TextField form={form} name="to" label={t('mail.mailbox.windowTo')} required />
        </div>
        <fieldset className={css.days}>
          <legend>{t('mail.mailbox.days')}</legend>
          <p className={css.hint}>{t('mail.mailbox.zone')}</p>
          {week.map((day) => (
            <Checkbox
              key={day}
              size="xs"
              label={t(`mail.day.${day}`)}
              checked={days.includes(day)}
              onChange={(event) => form.set({ days: week.filter((one) => (one === day ? event.currentTarget.checked : days.includes(one))).join(' ') })}
            />
          ))}
        </fieldset>
        {form.errors.days && <p role="alert">{form.errors.days}</p>}
        <ImapFields form={form} {...(mailbox ? { mailbox } : {})} />
        <AreaField form={form} name="signature" label={t('mail.mailbox.signature')} />
        {mailbox && <CheckField form={form} name="active" label={t('mail.mailbox.active')} hint={t('mail.mailbox.activeHint')} />}
      </FormFrame>
    </Dialog>
  );
}
