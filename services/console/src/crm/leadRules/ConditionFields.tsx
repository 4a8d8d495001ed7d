import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { asksForValues, fields, operatorsOf, type Condition } from './queries.ts';
import css from './rules.module.css';

type Props = {
  readonly condition: Condition;
  readonly disabled: boolean;
  readonly onChange: (condition: Condition) => void;
  /** Removes it, where a rule may have several. */
  readonly remove?: { readonly label: string; readonly run: () => void };
};

export const emptyCondition: Condition = { field: 'source', operator: 'is', values: [] };
/** Countries are compared by their codes; nobody has to know whose they are. */
const countriesOf = ({ field, values }: Condition) => (field === 'country' ? listed((values ?? []).filter((code) => /^[A-Za-z]{2}$/.test(code)).map((code) => countryName(code.toUpperCase()))) : '');
const split = (text: string) => text.split(',').map((one) => one.trim()).filter(Boolean);

/** When a rule applies: a field, how it is compared, and with what. */
export function ConditionFields({ condition, disabled, onChange, remove }: Props) {
  const [typed, setTyped] = useState((condition.values ?? []).join(', '));
  const operators = operatorsOf(condition.field);
  const choose = (field: Condition['field']) => {
    const fits = operatorsOf(field).includes(condition.operator);
    onChange({ ...condition, field, operator: fits ? condition.operator : (operatorsOf(field)[0] ?? 'is') });
  };
  return (
    <div className={css.condition}>
      <Select
        label={t('leads.rules.field')}
        disabled={disabled}
        allowDeselect={false}
        value={condition.field}
        data={fields.map((value) => ({ value, label: t(`leads.field.${value}`) }))}
        onChange={(value) => value && choose(value as Condition['field'])}
      />
      <Select
        label={t('leads.rules.operator')}
        disabled={disabled}
        allowDeselect={false}
        value={condition.operator}
        data={operators.map((value) => ({ value, label: t(`leads.operator.${value}`) }))}
        onChange={(value) => {
          if (!value) return;
          const operator = value as Condition['operator'];
          onChange({ ...condition, operator, values: asksForValues(operator) ? split(typed) : [] });
        }}
      />
      {asksForValues(condition.operator) ? (
        <TextInput
          label={t('leads.rules.values')}
          description={countriesOf(condition) || undefined}
          placeholder={t('leads.rules.valuesHint')}
          disabled={disabled}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange({ ...condition, values: split(event.currentTarget.value) });
          }}
        />
      ) : (
        <span />
      )}
      {remove && !disabled && (
        <ActionIcon variant="subtle" aria-label={remove.label} onClick={remove.run}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
