import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import type { Filter } from '../../ui/FilterBar.tsx';
import { fieldsQuery, tagsQuery, type FieldRecord } from '../settings/queries.ts';

type Patch = Record<string, string | true | undefined>;
type Conditions = Record<string, unknown>;
const prefix = 'field:';

function read(custom: string | undefined): Conditions {
  try {
    const found = JSON.parse(custom ?? '{}') as unknown;
    return typeof found === 'object' && found !== null ? (found as Conditions) : {};
  } catch {
    return {};
  }
}

/**
 * Filters by tag, where records have some, and by own fields that are chosen from. The address keeps the fields together, as the list takes them;
 * conditions that no filter shows (bounds of a saved view) stay as they are.
 */
export function useRecordFilters(record: FieldRecord, custom: string | undefined) {
  const { data: tags } = useQuery(tagsQuery);
  const { data: fields } = useQuery(fieldsQuery(record));
  const conditions = read(custom);
  const chosen = (fields ?? []).filter((field) => field.kind === 'choice' || field.kind === 'choices' || field.kind === 'yes_no');
  const filters: Filter[] = [
    ...(record !== 'lead' && (tags?.length ?? 0) > 0 ? [{ kind: 'choice', name: 'tag', label: t('crm.filter.tag'), options: (tags ?? []).map((tag) => ({ value: tag.tag_id, label: tag.name })) } as const] : []),
    ...chosen.map((field) => ({
      kind: 'choice' as const,
      name: prefix + field.field_id,
      label: field.name,
      options:
        field.kind === 'yes_no'
          ? [
              { value: 'true', label: t('crm.field.yes') },
              { value: 'false', label: t('crm.field.no') },
            ]
          : field.choices.map((one) => ({ value: one, label: one })),
    })),
  ];
  const value = Object.fromEntries(chosen.flatMap((field) => (conditions[field.field_id] === undefined ? [] : [[prefix + field.field_id, String(conditions[field.field_id])] as const])));
  /** A change of the filter bar in the words of the address. */
  const patchOf = (patch: Patch): Patch => {
    const rest = Object.fromEntries(Object.entries(patch).filter(([name]) => !name.startsWith(prefix)));
    const asked = Object.entries(patch).filter(([name]) => name.startsWith(prefix));
    if (asked.length === 0) return rest;
    const next = { ...conditions };
    for (const [name, now] of asked) {
      const id = name.slice(prefix.length);
      if (now === undefined) delete next[id];
      else next[id] = chosen.find((field) => field.field_id === id)?.kind === 'yes_no' ? now === 'true' : now;
    }
    return { ...rest, custom: Object.keys(next).length > 0 ? JSON.stringify(next) : undefined };
  };
  return { filters, value, patchOf };
}
