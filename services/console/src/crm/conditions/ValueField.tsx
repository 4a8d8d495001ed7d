import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { parseAmount, typedAmount } from '../../i18n/parse.ts';
import { currencies, type Choice } from '../../i18n/places.ts';
import { later } from '../../ui/soon.ts';
import css from './conditions.module.css';
import { asksFor, countsDays, type Row } from './model.ts';

// The calendar comes when a row asks for a day.
const DayInput = later(() => import('../../ui/form/DayInput.tsx'), 'DayInput');

type Props = {
  readonly row: Row;
  /** What can be chosen; nothing when anything can be written. */
  readonly choices: readonly Choice[];
  readonly closed: boolean;
  readonly onChange: (changes: Partial<Row>) => void;
};

/** With what a field is compared: as its kind is typed or chosen. */
export function ValueField({ row, choices, closed, onChange }: Props) {
  const { nature, operator, values } = row;
  const asked = asksFor(operator);
  const [value = ''] = values;
  const set = (next: readonly string[]) => onChange({ values: next });
  const one = (next: string) => set(next === '' ? [] : [next]);
  if (asked === 'none') return null;
  if (countsDays(operator)) return <TextInput aria-label={t('conditions.days')} inputMode="numeric" className="num" value={value} onChange={(event) => one(event.currentTarget.value.replace(/\D/g, '').replace(/^0+(?=\d)/, ''))} />;
  if (nature === 'day' || nature === 'instant') return <DayInput bare label={t('conditions.value')} value={value} onChange={one} meanwhile={<span />} />;
  if (nature === 'number') return <NumberField value={value} onChange={one} />;
  if (nature === 'money')
    return (
      <div className={css.amount}>
        <NumberField value={value} onChange={one} />
        <Select
          aria-label={t('conditions.currency')}
          placeholder={t('conditions.currency.any')}
          searchable
          openOnFocus={false}
          clearable
          clearButtonProps={{ 'aria-label': t('common.filter.clear') }}
          data={currencies().map(({ value: code }) => ({ value: code, label: code }))}
          value={row.of ?? null}
          onChange={(code) => onChange({ of: code ?? undefined } as Partial<Row>)}
        />
      </div>
    );
  if (asked === 'many' && closed) return <MultiSelect aria-label={t('conditions.values')} searchable data={offeredOf(choices, values)} value={[...values]} onChange={set} hidePickedOptions />;
  if (asked === 'many') return <TagsInput aria-label={t('conditions.values')} description={t('conditions.values.hint')} inputWrapperOrder={['input', 'description']} acceptValueOnBlur splitChars={['\n']} data={[]} value={[...values]} onChange={set} />;
  if (closed && operator !== 'some_contains')
    return <Select aria-label={t('conditions.value')} searchable openOnFocus={false} data={offeredOf(choices, values)} value={value || null} onChange={(next) => one(next ?? '')} />;
  return <TextInput aria-label={t('conditions.value')} autoComplete="off" value={value} onChange={(event) => one(event.currentTarget.value)} />;
}

/** What can be chosen, and what was chosen when it still could be. */
const offeredOf = (choices: readonly Choice[], values: readonly string[]): Choice[] => [
  ...choices,
  ...values.filter((value) => !choices.some((one) => one.value === value)).map((value) => ({ value, label: t('conditions.gone', { name: value }) })),
];

/** A number as it is typed; what is none is said once the field is left. */
function NumberField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(typedAmount(value));
  const [left, setLeft] = useState(false);
  const wrong = left && typed.trim() !== '' && parseAmount(typed) === null;
  return (
    <TextInput
      aria-label={t('conditions.value')}
      inputMode="decimal"
      autoComplete="off"
      className="num"
      error={wrong ? t('conditions.notNumber', { example: typedAmount('1000.50') }) : undefined}
      value={typed}
      onBlur={() => setLeft(true)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(parseAmount(event.currentTarget.value) ?? '');
      }}
    />
  );
}
