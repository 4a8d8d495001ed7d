import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { details } from '../../api/details.ts';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { AreaField, CheckField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { aboutOf, type About, type Subject } from '../talk/data.ts';
import { at, parseTime, tomorrow } from '../talk/when.ts';
import { addresses, answer, wrongAddress } from './addresses.ts';
import { addressOf, cancelMail, fillTemplate, mailboxesQuery, sendMail, templatesQuery, type Mail, type Mailbox } from './data.ts';
import css from './mail.module.css';
import { MailFiles, type Chosen } from './MailFiles.tsx';

/** What a mail begins with. */
export type Start = {
  /** Tells it apart from other mails that are being written. */
  readonly key: string;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly mailbox?: string | undefined;
  readonly about?: readonly About[];
  readonly files?: readonly Chosen[];
  /** The address of the quote it is about, for prepared texts that name it. */
  readonly quoteLink?: string;
};
type Props = { readonly subject?: Subject; readonly answers?: Mail; readonly start?: Start; readonly onClose: () => void };

/** A mail: about something, or in answer to another one. */
export function MailForm(props: Props) {
  const { member_id } = useSession();
  const { data } = useQuery(mailboxesQuery);
  const boxes = data?.filter((one) => one.active && (!one.owner_id || one.owner_id === member_id));
  if (!boxes) return null;
  if (boxes.length === 0) return <p className={css.hint}>{t('mail.noMailbox')}</p>;
  return <Form {...props} boxes={boxes.toSorted((a, b) => Number(b.owner_id === member_id) - Number(a.owner_id === member_id))} />;
}

function Form({ subject, answers, start, boxes, onClose }: Props & { readonly boxes: readonly Mailbox[] }) {
  const queries = useQueryClient();
  const { data: templates = [] } = useQuery(templatesQuery);
  const { data: whom } = useQuery({ ...addressOf(subject?.kind ?? 'account', subject?.id ?? ''), enabled: !!subject && !answers });
  const to = answers ? (answers.direction === 'incoming' ? [answers.from] : answers.to).join(', ') : (start?.to ?? []).join(', ');
  const [files, setFiles] = useState<readonly Chosen[]>(start?.files ?? []);
  const form = useForm({
    name: `crm.mail.${start?.key ?? answers?.mail_id ?? subject?.id ?? 'new'}`,
    initial: {
      mailbox_id: boxes.find((one) => one.mailbox_id === start?.mailbox)?.mailbox_id ?? boxes[0]?.mailbox_id ?? '',
      to,
      cc: (start?.cc ?? []).join(', '),
      subject: answers ? answer(answers.subject) : (start?.subject ?? ''),
      body: start?.body ?? '',
      later: false,
      day: tomorrow(),
      time: '09:00',
    },
    pointers: { to: '/to', body: '/body', day: '/send_at' },
    validate: (values) => {
      const wrong = wrongAddress(values.to);
      const wrongCopy = wrongAddress(values.cc);
      return {
        to: addresses(values.to).length === 0 ? t('mail.toNeeded') : wrong && t('mail.addressWrong', { address: wrong }),
        cc: wrongCopy && t('mail.addressWrong', { address: wrongCopy }),
        subject: values.subject.trim() ? undefined : t('common.form.required'),
        body: values.body.trim() ? undefined : t('common.form.required'),
        ...(values.later ? wrongMoment(values.day, values.time) : {}),
      };
    },
    submit: (values, key) =>
      sendMail(
        {
          mailbox_id: values.mailbox_id,
          to: addresses(values.to),
          cc: addresses(values.cc),
          subject: values.subject.trim(),
          body: values.body.trim(),
          about: subject ? [aboutOf(subject)] : [...(start?.about ?? [])],
          reply_to_mail_id: answers?.mail_id ?? null,
          files: files.map((one) => one.attachment_id),
          send_at: values.later ? at(values.day, parseTime(values.time) ?? '') : null,
        },
        key,
      ),
    onDone: (mail) => {
      const fresh = () => Promise.all([['crm', 'mails'], ['crm', 'activities']].map((queryKey) => queries.invalidateQueries({ queryKey })));
      void fresh();
      const back = () => void cancelMail(mail.mail_id).then(() => toast.done(t('mail.cancelled')), toast.failed).then(fresh);
      // What goes at once is gone before anybody could take it back.
      if (Date.parse(mail.at) > Date.now() + 60_000) toast.done(t('mail.later.done', { when: instant(mail.at) }), back);
      else toast.done(t('mail.queued'));
      onClose();
    },
  });
  const { set, values } = form;
  const known = whom?.email;
  // Once it is known whom it is about, unless somebody has already said.
  useEffect(() => {
    if (known && !values.to) set({ to: known });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the address becomes known
  }, [known]);
  const use = async (id: string) => {
    const { email: _email, ...person } = whom ?? {};
    const chosen = templates.find((one) => one.mail_template_id === id);
    if (!chosen) return;
    if (!person.contact_id && !person.lead_id) {
      set({ subject: chosen.subject, body: chosen.body });
      return;
    }
    try {
      const filled = await fillTemplate(id, { ...person, mailbox_id: values.mailbox_id, ...(start?.quoteLink ? { quote_link: start.quoteLink } : {}) });
      set({ subject: filled.subject ?? chosen.subject, body: filled.body ?? chosen.body });
      const [problem] = filled.problems;
      if (problem) toast.failed((await details())?.saidOf(problem) ?? problem);
    } catch (error) {
      toast.failed(error);
    }
  };
  const offered = templates.filter((one) => one.active);
  return (
    <FormFrame form={form} submitLabel={t('mail.send')} onCancel={onClose}>
      <div className={css.fields}>
        <ChoiceField form={form} name="mailbox_id" label={t('mail.from')} options={boxes.map((one) => ({ value: one.mailbox_id, label: `${one.name} <${one.address}>` }))} />
        {!answers && offered.length > 0 && (
          <Select
            label={t('mail.template')}
            placeholder={t('mail.template.none')}
            data={offered.map((one) => ({ value: one.mail_template_id, label: one.name }))}
            value={null}
            onChange={(id) => id && void use(id)}
          />
        )}
      </div>
      <TextField form={form} name="to" label={t('mail.to')} hint={t('mail.addresses.hint')} required autoFocus={!answers} />
      <TextField form={form} name="cc" label={t('mail.cc')} />
      <TextField form={form} name="subject" label={t('mail.subject')} required />
      <AreaField form={form} name="body" label={t('mail.body')} hint={t('mail.body.hint')} required autoFocus={!!answers} />
      <CheckField form={form} name="later" label={t('mail.later')} />
      {values.later && (
        <div className={css.fields}>
          <DayField form={form} name="day" label={t('mail.later.day')} required />
          <TextField form={form} name="time" label={t('mail.later.time')} required />
        </div>
      )}
      <MailFiles subject={subject} files={files} onChange={setFiles} />
    </FormFrame>
  );
}

/** A moment to send at lies ahead. */
function wrongMoment(day: string, time: string) {
  const clock = parseTime(time);
  if (!day) return { day: t('common.form.required') };
  if (!clock) return { time: t('talk.compose.timeWrong') };
  return Date.parse(at(day, clock)) > Date.now() ? {} : { day: t('mail.later.past') };
}
