import { Select, TagsInput } from '@mantine/core';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { ChoiceField, DayField, TextField, type Form } from '../../ui/form/index.ts';
import type { Custom, Field, FieldValue } from '../settings/queries.ts';

/** An input for one of the organisation's own fields; the form keeps it under the id of the field. */
export function OwnField({ field, form }: { readonly field: Field; readonly form: Form<Record<string, string>> }) {
  const name = field.field_id;
  if (field.kind === 'date') return <DayField form={form} name={name} label={field.name} required />;
  if (field.kind === 'choice') return <ChoiceField form={form} name={name} label={field.name} required options={field.choices.map((one) => ({ value: one, label: one }))} />;
  if (field.kind === 'yes_no')
    return (
      <Select
        label={field.name}
        data={[
          { value: 'true', label: t('crm.field.yes') },
          { value: 'false', label: t('crm.field.no') },
        ]}
        value={form.values[name] || null}
        error={form.errors[name]}
        onChange={(value) => form.set({ [name]: value ?? '' })}
      />
    );
  if (field.kind === 'choices')
    return <TagsInput label={field.name} data={[...field.choices]} value={(form.values[name] ?? '').split('\n').filter(Boolean)} error={form.errors[name]} onChange={(value) => form.set({ [name]: value.join('\n') })} />;
  return <TextField form={form} name={name} label={field.name} required />;
}

/** What another record says in a field of the same name and kind, as it would be typed here. */
export function typedElsewhere(field: Field, fields: readonly Field[], values: Custom | undefined): string {
  const like = fields.filter((one) => one.name.toLowerCase() === field.name.toLowerCase() && one.kind === field.kind);
  const value = like.map((one) => values?.[one.field_id]).find((one) => one !== undefined);
  if (value === undefined) return '';
  const known = (text: string) => field.choices.length === 0 || field.choices.includes(text);
  if (typeof value === 'string') return known(value) ? (field.kind === 'number' ? number(value, 6) : value) : '';
  return typeof value === 'boolean' ? String(value) : value.filter(known).join('\n');
}

/** What was typed as the service takes it, under the id of the field; nothing when nothing was. */
export function ownValue(field: Field, typed: string): [string, FieldValue][] {
  if (!typed.trim()) return [];
  if (field.kind === 'yes_no') return [[field.field_id, typed === 'true']];
  if (field.kind === 'choices') return [[field.field_id, typed.split('\n').filter(Boolean)]];
  return [[field.field_id, field.kind === 'number' ? (parseAmount(typed) ?? typed) : typed.trim()]];
}
