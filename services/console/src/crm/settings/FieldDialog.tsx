import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, CheckField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { changeField } from './change.ts';
import { readRows, requestOf, rowsOf, saysOf } from './choiceRows.ts';
import { Choices } from './Choices.tsx';
import { defineField, type Field, type FieldRecord } from './queries.ts';

type Props = { readonly record: FieldRecord; readonly field?: Field; readonly onClose: () => void; readonly onSaved: () => void };
const kinds = ['text', 'number', 'date', 'yes_no', 'choice', 'choices', 'url'] as const;
const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** A field of the organisation's own. What its values are is chosen once. */
export function FieldDialog({ record, field, onClose, onSaved }: Props) {
  const queries = useQueryClient();
  const initial = { name: field?.name ?? '', kind: (field?.kind ?? 'text') as string, choices: field?.choices.join('\n') ?? '', required: field?.required ?? false, rows: JSON.stringify(rowsOf(field?.choices ?? [])) };
  const chooses = (kind: string) => kind.startsWith('choice');
  const chosen = (values: { readonly choices: string; readonly rows: string }) => (field ? requestOf(readRows(values.rows)) : { choices: linesOf(values.choices), renamed: [] });
  const form = useForm({
    name: `crm.field.${field?.field_id ?? `${record}.new`}`,
    initial,
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      choices: chooses(values.kind) && chosen(values).choices.length === 0 ? t('common.form.required') : undefined,
    }),
    submit: async (values, key): Promise<unknown> => {
      const kind = kinds.find((one) => one === values.kind) ?? 'text';
      const { choices, renamed } = chooses(kind) ? chosen(values) : { choices: [], renamed: [] };
      const body = { name: values.name.trim(), required: values.required };
      if (!field) return defineField({ ...body, choices, record, kind }, key);
      const answer = await changeField(field, { ...body, ...(chooses(kind) && { choices: saysOf(readRows(values.rows)) }) }, key);
      // Records, views and rules say the new names now.
      if (answer && renamed.length > 0) void queries.invalidateQueries({ queryKey: ['crm'] });
      return answer;
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={field ? t('crm.settings.edit', { name: field.name }) : t('crm.field.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.settings.name')} required autoFocus />
        {!field && <ChoiceField form={form} name="kind" label={t('crm.field.kind')} hint={t('crm.field.kindHint')} options={kinds.map((value) => ({ value, label: t(`crm.field.kind.${value}`) }))} />}
        {field && chooses(form.values.kind) && (
          <Choices rows={readRows(form.values.rows)} before={field.choices} former={field.former_choices} error={form.errors.choices} onChange={(rows) => form.set({ rows: JSON.stringify(rows) })} />
        )}
        {!field && chooses(form.values.kind) && <AreaField form={form} name="choices" label={t('crm.field.choices')} hint={t('crm.field.choicesHint')} required />}
        <CheckField form={form} name="required" label={t('crm.field.required')} hint={t('crm.field.requiredHint')} />
      </FormFrame>
    </Dialog>
  );
}
