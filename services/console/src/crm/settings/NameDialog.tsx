import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';

type Props = {
  readonly title: string;
  /** Where unsaved input is kept. */
  readonly form: string;
  readonly name?: string;
  /** A second thing to choose, where there is one. */
  readonly choice?: { readonly label: string; readonly value: string; readonly options: readonly { readonly value: string; readonly label: string }[] };
  readonly save: (name: string, choice: string, key: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onSaved: () => void;
};

/** Gives something a name. */
export function NameDialog({ title, form: kept, name = '', choice, save, onClose, onSaved }: Props) {
  const form = useForm({
    name: kept,
    initial: { name, choice: choice?.value ?? '' },
    pointers: { choice: '/color' },
    validate: (values) => ({ name: values.name.trim() ? undefined : t('common.form.required') }),
    submit: (values, key) => save(values.name.trim(), values.choice, key),
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.settings.name')} required autoFocus />
        {choice && <ChoiceField form={form} name="choice" label={choice.label} options={choice.options} />}
      </FormFrame>
    </Dialog>
  );
}
