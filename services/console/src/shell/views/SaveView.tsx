import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import type { ViewedList } from './views.ts';

type Props = {
  readonly list: ViewedList;
  readonly save: (name: string, shared: boolean, key: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onSaved: () => void;
};

/** Gives what is shown a name. */
export function SaveView({ list, save, onClose, onSaved }: Props) {
  const form = useForm({
    name: `crm.view.${list}`,
    initial: { name: '', shared: false },
    validate: (values) => ({ name: values.name.trim() ? undefined : t('common.form.required') }),
    submit: (values, key) => save(values.name.trim(), values.shared, key),
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={t('views.save')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('views.name')} required autoFocus />
        <CheckField form={form} name="shared" label={t('views.shared')} />
      </FormFrame>
    </Dialog>
  );
}
