import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import type { Filter } from '../../ui/FilterBar.tsx';
import { useRemembered } from '../../ui/remembered.ts';
import { fieldsQuery, tagsQuery, type Field, type FieldRecord } from '../settings/queries.ts';

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

const ends = { least: ':least', most: ':most' } as const;
type End = keyof typeof ends;
const isBounded = (field: Field) => field.kind === 'number' || field.kind === 'date';
const isText = (field: Field) => field.kind === 'text' || field.kind === 'url';

/** The filters of one own field: one of its choices, a part of its text, or from and to. */
function filtersOf(field: Field): Filter[] {
  const name = prefix + field.field_id;
  if (isBounded(field)) {
    const kind = field.kind === 'date' ? 'day' : 'text';
    return [
      { kind, more: true, name: name + ends.least, label: t('crm.filter.least', { field: field.name }) },
      { kind, more: true, name: name + ends.most, label: t('crm.filter.most', { field: field.name }) },
    ];
  }
  if (isText(field)) return [{ kind: 'text', more: true, name, label: field.name }];
  const yesNo = [
    { value: 'true', label: t('crm.field.yes') },
    { value: 'false', label: t('crm.field.no') },
  ];
  // What can be chosen no more, records may say still.
  const choices = [...field.choices.map((one) => ({ value: one, label: one })), ...field.former_choices.map((one) => ({ value: one, label: t('crm.filter.former', { name: one }) }))];
  return [{ kind: 'choice', more: true, name, label: field.name, options: field.kind === 'yes_no' ? yesNo : choices }];
}

/** What the filter bar shows of a condition, by the names of its filters. */
function shown(field: Field, condition: unknown): [string, string][] {
  if (condition === undefined) return [];
  const name = prefix + field.field_id;
  const part = (key: string) => (typeof condition === 'object' && condition !== null ? (condition as Record<string, unknown>)[key] : undefined);
  if (isBounded(field)) return (['least', 'most'] as const).flatMap((end) => (part(end) === undefined ? [] : [[name + ends[end], String(part(end))] as [string, string]]));
  if (isText(field)) return [[name, String(part('contains') ?? condition)]];
  return [[name, String(condition)]];
}

/** A condition after a filter changed. */
function changed(field: Field, before: unknown, end: End | undefined, now: string | true | undefined): unknown {
  if (end) {
    const bounds = { ...(typeof before === 'object' ? before : {}), [end]: now === undefined || field.kind === 'date' ? now : (parseAmount(String(now)) ?? now) };
    return Object.values(bounds).some((bound) => bound !== undefined) ? bounds : undefined;
  }
  if (now === undefined) return undefined;
  if (isText(field)) return { contains: now };
  return field.kind === 'yes_no' ? now === 'true' : now;
}

/**
 * Filters by tag and by own fields, with how many of those are still to come. The address keeps the conditions of the fields together, as the
 * list takes them; what no filter shows (of a field that is gone) stays as it is.
 */
export function useRecordFilters(record: FieldRecord, custom: string | undefined) {
  const { data: tags } = useQuery(tagsQuery);
  const { data: fields } = useQuery(fieldsQuery(record));
  const conditions = read(custom);
  const used = (fields ?? []).filter((field) => !field.archived);
  const own = used.flatMap(filtersOf);
  const tagged = useRemembered('tags', tags && tags.length > 0) ?? true;
  const many = useRemembered(`fields.${record}`, fields && own.length);
  const filters: Filter[] = [
    ...(tagged ? [{ kind: 'choice', name: 'tag', label: t('crm.filter.tag'), loading: tags === undefined, options: (tags ?? []).map((tag) => ({ value: tag.tag_id, label: tag.name })) } as const] : []),
    ...own,
  ];
  const value = Object.fromEntries(used.flatMap((field) => shown(field, conditions[field.field_id])));
  /** A change of the filter bar in the words of the address. */
  const patchOf = (patch: Patch): Patch => {
    const rest = Object.fromEntries(Object.entries(patch).filter(([name]) => !name.startsWith(prefix)));
    const asked = Object.entries(patch).filter(([name]) => name.startsWith(prefix));
    if (asked.length === 0) return rest;
    const next = { ...conditions };
    for (const [name, now] of asked) {
      const [id = '', end] = name.slice(prefix.length).split(':');
      const field = used.find((one) => one.field_id === id);
      if (!field) continue;
      const condition = changed(field, next[id], end as End | undefined, now);
      if (condition === undefined) delete next[id];
      else next[id] = condition;
    }
    return { ...rest, custom: Object.keys(next).length > 0 ? JSON.stringify(next) : undefined };
  };
  return { filters, value, patchOf, coming: fields ? 0 : (many ?? ('some' as const)) };
}
