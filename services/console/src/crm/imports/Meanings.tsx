import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { countries } from '../../i18n/places.ts';
import { Section } from '../../ui/Page.tsx';
import { membersQuery, pipelinesQuery } from '../deals/queries.ts';
import { valuesQuery, type Field, type Import, type Settings } from './data.ts';
import css from './imports.module.css';
import { fieldLabel, mapped } from './words.ts';

type Props = {
  readonly one: Import;
  readonly settings: Settings;
  readonly onChange: (next: Settings) => void;
  /** Saves what is said of the columns, so that their values can be asked for; none when it is saved. */
  readonly onSave: (() => void) | undefined;
};
/** What stands for nothing in a list of choices. */
const nothing = '-';

/** What the values of columns stand for: stages, colleagues, countries. */
export function Meanings({ one, settings, onChange, onSave }: Props) {
  const { data } = useQuery(valuesQuery(one.import_id, one.version));
  const choices = useChoices(one);
  const asked = settings.columns.flatMap((rule, index) => (rule.field && mapped.includes(rule.field) ? [index] : []));
  if (asked.length === 0) return null;
  // A column whose field was just chosen is asked for once that is saved.
  const unsaved = asked.some((index) => one.settings.columns[index]?.field !== settings.columns[index]?.field);
  const say = (index: number, value: string, meaning: string | null) => {
    const rule = settings.columns[index] ?? {};
    const { [value]: _before, ...rest } = rule.values ?? {};
    const values = meaning === null ? rest : { ...rest, [value]: meaning === nothing ? '' : meaning };
    onChange({ ...settings, columns: settings.columns.map((old, at) => (at === index ? { ...rule, values } : old)) });
  };
  return (
    <Section title={t('imports.crm.values')} aside={<span className={css.hint}>{t('imports.crm.values.hint')}</span>}>
      {unsaved && onSave && (
        <Button variant="default" size="xs" onClick={onSave}>
          {t('imports.crm.values.load')}
        </Button>
      )}
      {data
        ?.filter((column) => settings.columns[column.column]?.field === column.field)
        .map((column) => (
          <div key={column.column} role="group" aria-label={fieldLabel(column.field)} className={css.values}>
            <h3>{`${one.columns[column.column]?.heading ?? ''}: ${fieldLabel(column.field)}`}</h3>
            <ul>
              {column.values.map((value) => {
                const said = settings.columns[column.column]?.values?.[value.value];
                const means = said ?? (value.said ? undefined : value.means);
                const label = t('imports.crm.value.means', { value: value.value });
                const data = choices(column.field);
                return (
                  <li key={value.value}>
                    <span>
                      {value.value} <small>{t('imports.crm.count', { count: value.rows })}</small>
                    </span>
                    {data ? (
                      <Select
                        aria-label={label}
                        placeholder={t('imports.crm.value.unknown')}
                        data={[{ value: nothing, label: t('imports.crm.value.nothing') }, ...data]}
                        value={said === '' ? nothing : (means ?? null)}
                        onChange={(next) => say(column.column, value.value, next)}
                        searchable
                        selectFirstOptionOnChange
                        clearable
                      />
                    ) : (
                      <TextInput aria-label={label} placeholder={means ?? t('imports.crm.value.unknown')} value={said ?? ''} onChange={(event) => say(column.column, value.value, event.currentTarget.value.trim().toUpperCase() || null)} />
                    )}
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
    </Section>
  );
}

/** What a value of a field may stand for; none where it is written. */
function useChoices(one: Import) {
  const { data: members } = useQuery(membersQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  return (field: Field) => {
    if (field === 'owner') return members?.map((member) => ({ value: member.member_id, label: member.name })) ?? [];
    if (field === 'pipeline') return pipelines?.items.map((pipeline) => ({ value: pipeline.pipeline_id, label: pipeline.name })) ?? [];
    if (field === 'stage') return pipelines?.items.flatMap((pipeline) => pipeline.stages.map((stage) => ({ value: stage.stage_id, label: pipelines.items.length > 1 ? `${pipeline.name}: ${stage.name}` : stage.name }))) ?? [];
    if (field === 'status' && one.kind === 'leads') return (['new', 'working', 'disqualified'] as const).map((value) => ({ value, label: t(`imports.crm.leadStatus.${value}`) }));
    if (field === 'status') return (['open', 'won', 'lost'] as const).map((value) => ({ value, label: t(`crm.status.${value}`) }));
    if (field === 'activity_type') return (['note', 'call', 'meeting', 'email'] as const).map((value) => ({ value, label: t(`imports.crm.activity.${value}`) }));
    if (field === 'record_type') return (['company', 'person'] as const).map((value) => ({ value, label: t(`imports.crm.type.${value}`) }));
    if (field === 'country') return countries();
    return undefined;
  };
}
