import { ActionIcon, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countries, countryName, currencies, type Choice } from '../../i18n/places.ts';
import { useSession } from '../../shell/session.ts';
import { fieldsQuery, type Field } from '../settings/queries.ts';
import { asksForValues, fields, operatorsOf, type Condition } from './queries.ts';
import css from './rules.module.css';

// The calendar comes when a rule asks for a day.
const DayInput = lazy(async () => ({ default: (await import('../../ui/form/DayInput.tsx')).DayInput }));

type Props = {
  readonly condition: Condition;
  readonly disabled: boolean;
  readonly onChange: (condition: Condition) => void;
  /** Which one it is, where a rule may have several. */
  readonly number?: number;
  /** Removes it, where a rule may have several. */
  readonly remove?: { readonly label: string; readonly run: () => void };
};

const comparesAmount = (operator: Condition['operator']) => operator === 'at_least' || operator === 'at_most';

export const emptyCondition: Condition = { field: 'source', operator: 'is', values: [] };
/** Countries are compared by their codes; nobody has to know whose they are. */
const countriesOf = ({ field, values }: Condition) => (field === 'country' ? listed((values ?? []).filter((code) => /^[A-Za-z]{2}$/.test(code)).map((code) => countryName(code.toUpperCase()))) : '');
const split = (text: string) => text.split(',').map((one) => one.trim()).filter(Boolean);
/** An own field of the organisation, among the names of the other fields. */
const own = 'own:';

/** When a rule applies: a field, how it is compared, and with what. */
export function ConditionFields({ condition, disabled, onChange, number = 1, remove }: Props) {
  const { data: known = [] } = useQuery(fieldsQuery('lead'));
  const { organization } = useSession();
  const field = condition.field === 'custom' ? known.find((one) => one.field_id === condition.field_id) : undefined;
  const choose = (name: string) => {
    const id = name.startsWith(own) ? name.slice(own.length) : undefined;
    const next = id ? { field: 'custom' as const, field_id: id } : { field: name as Condition['field'], field_id: null };
    const operators = operatorsOf(next, known.find((one) => one.field_id === id));
    const operator = operators.includes(condition.operator) ? condition.operator : (operators[0] ?? 'is');
    // What was compared with a text says nothing of a choice.
    const values = id || condition.field === 'custom' || !asksForValues(operator) ? [] : condition.values ?? [];
    const money = next.field === 'estimated_value' && comparesAmount(operator);
    onChange({ ...condition, ...next, operator, values, currency: money ? (condition.currency ?? null) : null });
  };
  const at = condition.field === 'custom' ? own + (condition.field_id ?? '') : condition.field;
  return (
    <div className={css.condition} role="group" aria-label={t('leads.rules.condition', { number: String(number) })}>
      <Select
        label={t('leads.rules.field')}
        openOnFocus={false}
        disabled={disabled}
        allowDeselect={false}
        value={at}
        data={[
          { group: t('leads.rules.known'), items: fields.map((value) => ({ value: value as string, label: t(`leads.field.${value}`) })) },
          ...(known.length > 0 ? [{ group: t('crm.settings.fields'), items: known.map((one) => ({ value: own + one.field_id, label: one.name })) }] : []),
        ]}
        onChange={(value) => value && choose(value)}
      />
      <Select
        label={t('leads.rules.operator')}
        disabled={disabled}
        allowDeselect={false}
        value={condition.operator}
        data={operatorsOf(condition, field).map((value) => ({ value, label: t(`leads.operator.${value}`) }))}
        onChange={(value) => {
          if (!value) return;
          const operator = value as Condition['operator'];
          onChange({ ...condition, operator, values: asksForValues(operator) ? (condition.values ?? []) : [], currency: comparesAmount(operator) ? (condition.currency ?? null) : null });
        }}
      />
      {asksForValues(condition.operator) ? <Values key={`${at} ${condition.operator}`} condition={condition} field={field} disabled={disabled} onChange={onChange} /> : <span />}
      {remove && !disabled && (
        <ActionIcon variant="subtle" aria-label={remove.label} onClick={remove.run}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
      {condition.field === 'estimated_value' && comparesAmount(condition.operator) && (
        <Select
          className={css.currency}
          label={t('leads.rules.currency')}
          placeholder={organization.base_currency}
          disabled={disabled}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('common.filter.clear') }}
          data={currencies()}
          value={condition.currency ?? null}
          onChange={(value) => onChange({ ...condition, currency: value })}
        />
      )}
    </div>
  );
}

const channels = ['form', 'api', 'manual', 'import'] as const;
/** What can be chosen of a field that every lead has; nothing where texts are compared with a part of them, or are any. */
function choicesOf({ field, operator }: Condition): readonly Choice[] | undefined {
  if (operator !== 'is' && operator !== 'is_not') return undefined;
  if (field === 'country') return countries();
  if (field === 'estimated_currency') return currencies();
  return field === 'channel' ? channels.map((value) => ({ value, label: t(`leads.page.channel.${value}`) })) : undefined;
}

/** With what it is compared: one of its choices, a day, or what is typed. */
function Values({ condition, field, disabled, onChange }: Omit<Props, 'remove' | 'number'> & { readonly field: Field | undefined }) {
  const values = condition.values ?? [];
  const [typed, setTyped] = useState(values.join(', '));
  const set = (next: readonly string[]) => onChange({ ...condition, values: [...next] });
  const label = t('leads.rules.values');
  if (field?.kind === 'choice' || field?.kind === 'choices') return <MultiSelect label={label} disabled={disabled} data={[...field.choices]} value={values} onChange={set} />;
  const choices = choicesOf(condition);
  if (choices) {
    // Whatever their case, they are compared as the same.
    const known = values.map((value) => choices.find((one) => one.value.toLowerCase() === value.toLowerCase())?.value ?? value);
    const others = known.filter((value) => !choices.some((one) => one.value === value)).map((value) => ({ value, label: value }));
    return <MultiSelect label={label} disabled={disabled} searchable hidePickedOptions data={[...choices, ...others]} value={known} onChange={set} />;
  }
  if (field?.kind === 'date' && !disabled) return <Suspense fallback={<span />}><DayInput label={label} value={values[0] ?? ''} onChange={(day) => set(day ? [day] : [])} /></Suspense>;
  if (field?.kind === 'yes_no')
    return (
      <Select
        label={label}
        disabled={disabled}
        data={[
          { value: 'true', label: t('crm.field.yes') },
          { value: 'false', label: t('crm.field.no') },
        ]}
        value={values[0] ?? null}
        onChange={(value) => set(value ? [value] : [])}
      />
    );
  return (
    <TextInput
      label={label}
      description={countriesOf(condition) || undefined}
      placeholder={t('leads.rules.valuesHint')}
      disabled={disabled}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        set(split(event.currentTarget.value));
      }}
    />
  );
}
