import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { openCenter } from './queries.ts';

export function NewCenter({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const needed = (text: string) => (text.trim() ? undefined : t('common.form.required'));
  const form = useForm({
    name: 'expenses.center.new',
    initial: { code: '', name: '' },
    validate: ({ code, name }) => ({ code: needed(code), name: needed(name) }),
    submit: ({ code, name }, key) => openCenter({ code: code.trim(), name: name.trim() }, key),
    onDone: (center) => {
      void queries.invalidateQueries({ queryKey: ['expenses', 'cost-centers'] });
      toast.done(t('expenses.center.saved', { name: center.name }));
      onClose();
    },
  });
  return (
    <Dialog title={t('expenses.center.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('expenses.center.make')} onCancel={onClose}>
        <TextField form={form} name="code" label={t('expenses.center.code')} hint={t('expenses.center.codeHint')} required autoFocus />
        <TextField form={form} name="name" label={t('expenses.center.name')} required />
      </FormFrame>
    </Dialog>
  );
}
