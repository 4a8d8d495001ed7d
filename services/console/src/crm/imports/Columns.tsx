import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { fieldsQuery } from '../settings/queries.ts';
import type { Field, Import, Rule, Settings } from './data.ts';
import css from './imports.module.css';
import { dates, fieldLabel, joined, numbers } from './words.ts';

type Props = { readonly one: Import; readonly settings: Settings; readonly onChange: (next: Settings) => void };
const records = { accounts: 'account', contacts: 'contact', deals: 'deal' } as const;

/** Each column with some of its values, and what it becomes. */
export function Columns({ one, settings, onChange }: Props) {
  const record = one.kind === 'leads' || one.kind === 'activities' ? undefined : records[one.kind];
  const { data: own } = useQuery({ ...fieldsQuery(record ?? 'account'), enabled: record !== undefined });
  const taken = new Set(settings.columns.flatMap((rule) => (rule.field && !joined.includes(rule.field) ? [rule.field] : [])));
  const change = (index: number, rule: Rule) => onChange({ ...settings, columns: settings.columns.map((old, at) => (at === index ? rule : old)) });
  const options = (current: Field | null | undefined) => [
    {
      group: t(`imports.crm.kind.${one.kind}`),
      items: one.fields.filter((field) => field !== 'custom' && (field === current || !taken.has(field))).map((field) => ({ value: field as string, label: fieldLabel(field) })),
    },
    ...(record && own && own.length > 0
      ? [{ group: t('crm.settings.fields'), items: own.filter((field) => !field.archived).map((field) => ({ value: `custom:${field.field_id}`, label: field.name })) }]
      : []),
  ];
  const choose = (index: number, value: string | null) => {
    if (!value) return change(index, {});
    if (value.startsWith('custom:')) return change(index, { field: 'custom', field_id: value.slice(7) });
    change(index, { field: value as Field });
  };
  return (
    <ul className={css.columns}>
      {one.columns.map((column, index) => {
        const rule = settings.columns[index] ?? {};
        const custom = rule.field === 'custom' ? own?.find((field) => field.field_id === rule.field_id)?.kind : undefined;
        const isDate = (rule.field && dates.includes(rule.field)) || custom === 'date';
        const isNumber = (rule.field && numbers.includes(rule.field)) || custom === 'number';
        return (
          // Columns have no other name than their place.
          <li key={`${index} ${column.heading}`} className={css.column} data-off={!rule.field || undefined}>
            <div className={css.heading}>
              <strong>{column.heading}</strong>
              <small>{column.filled === 0 ? t('imports.crm.column.empty') : column.samples.join(' · ')}</small>
            </div>
            <div className={css.means}>
              <Select
                aria-label={t('imports.crm.column.becomes', { heading: column.heading })}
                placeholder={t('imports.crm.column.nothing')}
                data={options(rule.field)}
                value={rule.field === 'custom' ? `custom:${rule.field_id}` : (rule.field ?? null)}
                onChange={(value) => choose(index, value)}
                searchable
                selectFirstOptionOnChange
                clearable
              />
              {isDate && (
                <Select
                  aria-label={t('imports.crm.column.days', { heading: column.heading })}
                  data={(['ymd', 'dmy', 'mdy'] as const).map((value) => ({ value, label: t(`imports.crm.order.${value}`) }))}
                  value={rule.date_order ?? column.date_order ?? 'ymd'}
                  onChange={(value) => change(index, { ...rule, date_order: value as Rule['date_order'] })}
                  allowDeselect={false}
                />
              )}
              {isNumber && (
                <Select
                  aria-label={t('imports.crm.column.numbers', { heading: column.heading })}
                  data={(['point', 'comma'] as const).map((value) => ({ value, label: t(`imports.crm.mark.${value}`) }))}
                  value={rule.decimal_mark ?? column.decimal_mark ?? 'point'}
                  onChange={(value) => change(index, { ...rule, decimal_mark: value as Rule['decimal_mark'] })}
                  allowDeselect={false}
                />
              )}
              {column.ambiguous && (isDate || isNumber) && !rule.date_order && !rule.decimal_mark && <small className={css.warn}>{t('imports.crm.column.ambiguous')}</small>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
