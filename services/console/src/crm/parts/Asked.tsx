/* What the organisation requires of new records, in the forms that make them. */
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import type { Form, Values } from '../../ui/form/index.ts';
import { fieldsQuery, type Field, type FieldRecord, type FieldValue } from '../settings/queries.ts';
import { OwnField, ownValue } from './OwnField.tsx';

/** The fields a new record must have a value for; none while they are not known, so that a form begins with all it asks. */
export function useAsked(record: FieldRecord): readonly Field[] | undefined {
  const { data, isError } = useQuery(fieldsQuery(record));
  return isError ? [] : data?.filter((field) => field.required && !field.archived);
}

const typed = (values: Values, field: Field) => String(values[field.field_id] ?? '');

/** What a form has of them at first, by the id of the field. */
export const askedInitial = (fields: readonly Field[]): Record<string, string> => Object.fromEntries(fields.map((field) => [field.field_id, '']));

/** Where the service points when it does not take a value. */
export const askedPointers = (fields: readonly Field[]): Record<string, string> => Object.fromEntries(fields.map((field) => [field.field_id, `/custom/${field.field_id}`]));

/** What is missing. */
export const askedErrors = (fields: readonly Field[], values: Values): Record<string, string | undefined> =>
  Object.fromEntries(fields.map((field) => [field.field_id, typed(values, field).trim() ? undefined : t('common.form.required')]));

/** What was typed, as the service takes it. */
export const askedValues = (fields: readonly Field[], values: Values): Record<string, FieldValue> =>
  Object.fromEntries(fields.flatMap((field) => ownValue(field, typed(values, field))));

/** Their inputs. */
export function AskedFields<V extends Values>({ fields, form }: { readonly fields: readonly Field[]; readonly form: Form<V> }) {
  return fields.map((field) => <OwnField key={field.field_id} field={field} form={form as unknown as Form<Record<string, string>>} />);
}
