import { useQuery, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { createSequence, mailboxesQuery, sequencesQuery, type Sequence } from './data.ts';
import css from './mail.module.css';

/** A sequence as it begins: a name and the mailbox it sends from. */
export function NewSequence({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (id: string) => void }) {
  const queries = useQueryClient();
  const { data: boxes } = useQuery(mailboxesQuery);
  const usable = boxes?.filter((one) => one.active) ?? [];
  const form = useForm({
    name: 'crm.sequence.new',
    initial: { name: '', mailbox_id: '', needs_consent: false },
    validate: (values) => ({ name: values.name.trim() ? undefined : t('common.form.required') }),
    submit: (values, key) => createSequence({ name: values.name.trim(), mailbox_id: values.mailbox_id || (usable[0]?.mailbox_id ?? ''), needs_consent: values.needs_consent, steps: [] }, key),
    onDone: (made: Sequence) => {
      void queries.invalidateQueries({ queryKey: sequencesQuery.queryKey });
      onClose();
      onDone(made.sequence_id);
    },
  });
  return (
    <Dialog title={t('mail.seq.new')} onClose={onClose}>
      {/* Not before it is known which mailboxes there are: sent earlier, it would name none. */}
      {boxes && usable.length === 0 && <p className={css.hint}>{t('mail.seq.noMailbox')}</p>}
      {usable.length > 0 && (
        <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
          <TextField form={form} name="name" label={t('mail.mailbox.name')} required autoFocus />
          <ChoiceField form={form} name="mailbox_id" label={t('mail.from')} options={usable.map((one) => ({ value: one.mailbox_id, label: `${one.name} <${one.address}>` }))} />
          <CheckField form={form} name="needs_consent" label={t('mail.seq.consent')} />
        </FormFrame>
      )}
    </Dialog>
  );
}
