import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { aboutOf, record, type Subject } from './data.ts';
import css from './talk.module.css';

type Props = {
  readonly subject: Subject;
  /** What it is called. */
  readonly name: string;
  readonly from: string | null;
  readonly to: { readonly member_id: string; readonly name: string };
  readonly onClose: () => void;
};

/** What the one who takes over should know; asked when somebody else begins to look after something. */
export function HandOver({ subject, name, from, to, onClose }: Props) {
  const queries = useQueryClient();
  const form = useForm({
    name: `crm.handOver.${subject.id}`,
    initial: { promised: '', open: '' },
    pointers: { promised: '/content/promised', open: '/content/open' },
    validate: (values) => ({ open: values.promised.trim() || values.open.trim() ? undefined : t('talk.handOver.need') }),
    submit: (values, key) => {
      const content = { kind: 'hand_over', from_id: from, to_id: to.member_id, promised: values.promised.trim() || null, open: values.open.trim() || null } as const;
      return record({ about: [aboutOf(subject)], content }, key);
    },
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['crm', 'activities'] });
      toast.done(t('talk.handOver.done', { to: to.name }));
      onClose();
    },
  });
  return (
    <Dialog title={t('talk.handOver.title', { name })} onClose={onClose}>
      <p className={css.hint}>{t('talk.handOver.lead', { to: to.name })}</p>
      <FormFrame form={form} submitLabel={t('talk.handOver.do')} onCancel={onClose}>
        <AreaField form={form} name="promised" label={t('talk.handOver.promised')} autoFocus />
        <AreaField form={form} name="open" label={t('talk.handOver.open')} />
      </FormFrame>
    </Dialog>
  );
}
