import { t } from '../../i18n/index.ts';
import { Dialog } from '../Dialog.tsx';
import { AreaField, FormFrame, useForm } from '../form/index.ts';

type Props<R> = {
  /** Where an unsent reason is kept. */
  readonly name: string;
  readonly title: string;
  readonly send: (reason: string, key: string) => Promise<R>;
  readonly onDone: (result: R) => void;
  readonly onClose: () => void;
};

/** Sending back needs a reason: the person reads it, and mends what was sent. */
export function SendBack<R>({ name, title, send, onDone, onClose }: Props<R>) {
  const form = useForm({
    name,
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() ? undefined : t('projects.approvals.reasonNeeded') }),
    submit: ({ reason }, key) => send(reason.trim(), key),
    onDone,
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.approvals.reject')} onCancel={onClose}>
        <AreaField form={form} name="reason" label={t('projects.approvals.reason')} hint={t('projects.approvals.reasonHint')} required autoFocus />
      </FormFrame>
    </Dialog>
  );
}
