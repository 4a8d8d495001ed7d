import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { AreaField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { aboutOf, type Subject } from '../talk/data.ts';
import { addresses, answer, wrongAddress } from './addresses.ts';
import { addressOf, fillTemplate, mailboxesQuery, sendMail, templatesQuery, type Mail, type Mailbox } from './data.ts';
import css from './mail.module.css';
import { MailFiles, type Chosen } from './MailFiles.tsx';

type Props = { readonly subject?: Subject; readonly answers?: Mail; readonly onClose: () => void };

/** A mail: about something, or in answer to another one. */
export function MailForm(props: Props) {
  const { member_id } = useSession();
  const { data } = useQuery(mailboxesQuery);
  const boxes = data?.filter((one) => one.active && (!one.owner_id || one.owner_id === member_id));
  if (!boxes) return null;
  if (boxes.length === 0) return <p className={css.hint}>{t('mail.noMailbox')}</p>;
  return <Form {...props} boxes={boxes.toSorted((a, b) => Number(b.owner_id === member_id) - Number(a.owner_id === member_id))} />;
}

function Form({ subject, answers, boxes, onClose }: Props & { readonly boxes: readonly Mailbox[] }) {
  const queries = useQueryClient();
  const { data: templates = [] } = useQuery(templatesQuery);
  const { data: whom } = useQuery({ ...addressOf(subject?.kind ?? 'account', subject?.id ?? ''), enabled: !!subject && !answers });
  const to = answers ? (answers.direction === 'incoming' ? [answers.from] : answers.to).join(', ') : '';
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const form = useForm({
    name: `crm.mail.${answers?.mail_id ?? subject?.id ?? 'new'}`,
    initial: { mailbox_id: boxes[0]?.mailbox_id ?? '', to, cc: '', subject: answers ? answer(answers.subject) : '', body: '' },
    pointers: { to: '/to', body: '/body' },
    validate: (values) => {
      const wrong = wrongAddress(values.to);
      const wrongCopy = wrongAddress(values.cc);
      return {
        to: addresses(values.to).length === 0 ? t('mail.toNeeded') : wrong && t('mail.addressWrong', { address: wrong }),
        cc: wrongCopy && t('mail.addressWrong', { address: wrongCopy }),
        subject: values.subject.trim() ? undefined : t('common.form.required'),
        body: values.body.trim() ? undefined : t('common.form.required'),
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
          about: subject ? [aboutOf(subject)] : [],
          reply_to_mail_id: answers?.mail_id ?? null,
          files: files.map((one) => one.attachment_id),
        },
        key,
      ),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['crm', 'mails'] });
      void queries.invalidateQueries({ queryKey: ['crm', 'activities'] });
      toast.done(t('mail.queued'));
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
      const filled = await fillTemplate(id, { ...person, mailbox_id: values.mailbox_id });
      set({ subject: filled.subject ?? chosen.subject, body: filled.body ?? chosen.body });
      const [problem] = filled.problems;
      if (problem) toast.failed(new Error(problem));
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
      <MailFiles subject={subject} files={files} onChange={setFiles} />
    </FormFrame>
  );
}
