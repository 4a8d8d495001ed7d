import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { wrongAddress } from './addresses.ts';
import { lift, suppress, type Suppression } from './kept.ts';
import css from './mail.module.css';

type DialogProps = { readonly onClose: () => void; readonly onDone: () => void };

/** Puts an address on the list. */
export function Add({ onClose, onDone }: DialogProps) {
  const form = useForm({
    name: 'crm.suppression.new',
    initial: { address: '', note: '' },
    validate: ({ address }) => ({ address: !address.trim() ? t('common.form.required') : wrongAddress(address) && t('mail.addressWrong', { address }) }),
    submit: ({ address, note }, key) => suppress({ address: address.trim(), note: note.trim() || null }, key),
    onDone,
  });
  return (
    <Dialog title={t('mail.supp.add')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="address" type="email" label={t('mail.mailbox.address')} required autoFocus />
        <AreaField form={form} name="note" label={t('mail.supp.note')} />
      </FormFrame>
    </Dialog>
  );
}

/** Takes an address off the list, and says why. */
export function Lift({ entry, onClose, onDone }: DialogProps & { readonly entry: Suppression }) {
  const form = useForm({
    name: `crm.suppression.${entry.suppression_id}`,
    initial: { why: '' },
    validate: ({ why }) => ({ why: why.trim() ? undefined : t('common.form.required') }),
    submit: ({ why }, key) => lift(entry.suppression_id, why.trim(), key),
    onDone,
  });
  return (
    <Dialog title={t('mail.supp.liftOne', { address: entry.address ?? t('mail.supp.erased') })} onClose={onClose}>
      <p className={css.hint}>{t('mail.supp.lift.tells')}</p>
      <FormFrame form={form} submitLabel={t('mail.supp.lift')} onCancel={onClose}>
        <AreaField form={form} name="why" label={t('mail.supp.why')} required autoFocus />
      </FormFrame>
    </Dialog>
  );
}
