import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import css from './operations.module.css';
import type { Found } from './Letters.tsx';
import { discardLetter } from './queries.ts';
import { whatOf } from './whatOf.ts';

/** Giving a message up means that this service never knows of it; the reason is kept with it. */
export function Discard({ found: { service, letter }, onClose }: { found: Found; onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    name: `admin.discard.${letter.dead_letter_id}`,
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() ? undefined : t('common.form.required') }),
    submit: ({ reason }, key) => discardLetter(service, letter.dead_letter_id, reason.trim(), key),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: [service, 'operations'] });
      toast.done(t('admin.letters.discarded'));
      onClose();
    },
  });
  return (
    <Dialog title={t('admin.letters.discardTitle')} onClose={onClose}>
      <p className={css.lead}>{t('admin.letters.discardWhat', { what: whatOf(letter) })}</p>
      <FormFrame form={form} danger submitLabel={t('admin.letters.discard')} onCancel={onClose}>
        <AreaField form={form} name="reason" label={t('admin.letters.reason')} required autoFocus />
      </FormFrame>
    </Dialog>
  );
}
