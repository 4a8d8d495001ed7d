/* Values of custom fields: whole for the service, in words for the eye. */
import type { QueryClient } from '@tanstack/react-query';
import { date, listed, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { fieldsQuery, tagsQuery, type Custom, type Field, type FieldRecord, type FieldValue } from '../settings/queries.ts';

/** All values of a record: a field without one is named with null, so that saving what was before empties it again. */
export function whole(queries: QueryClient, record: FieldRecord, custom: Readonly<Record<string, FieldValue | null>>): Record<string, FieldValue | null> {
  const fields = queries.getQueryData(fieldsQuery(record).queryKey) ?? [];
  return Object.fromEntries([...fields.map((field) => [field.field_id, null] as const), ...Object.entries(custom)]);
}

export function shownValue(field: Field, value: FieldValue | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'boolean') return value ? t('crm.field.yes') : t('crm.field.no');
  if (typeof value !== 'string') return listed(value);
  if (field.kind === 'date') return date(value);
  return field.kind === 'number' ? number(value, 6) : value;
}

/** All values of a record, each on a line of its own. */
export const customInWords = (queries: QueryClient, record: FieldRecord, custom: Readonly<Record<string, FieldValue | null>>): string =>
  (queries.getQueryData(fieldsQuery(record).queryKey) ?? [])
    .flatMap((field) => {
      const value = custom[field.field_id] ?? undefined;
      return value === undefined ? [] : `${field.name}: ${shownValue(field, value)}`;
    })
    .join('\n');

/** Tags by their names. */
export const tagsInWords = (queries: QueryClient, ids: readonly string[]): string => {
  const tags = queries.getQueryData(tagsQuery.queryKey) ?? [];
  return listed(ids.flatMap((id) => tags.find((tag) => tag.tag_id === id)?.name ?? []));
};

/** The values without one field. */
export const without = (custom: Custom, id: string): Custom => Object.fromEntries(Object.entries(custom).filter(([field]) => field !== id));
