import { Checkbox, Select, TextInput, Textarea } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useEffect, useState } from 'react';
import { money } from '../../i18n/format.ts';
import { language, t } from '../../i18n/index.ts';
import { parseAmount, parseDay } from '../../i18n/parse.ts';
import { useCalendar } from './useCalendar.ts';
import { tooFine } from './tooFine.ts';
import { typed } from './typed.ts';
import type { Form, Values } from './useForm.ts';
import { calendarLabels, monthFormat } from '../dates.ts';

type Names<V extends Values, T> = { [K in keyof V & string]: V[K] extends T ? K : never }[keyof V & string];
type Common<V extends Values, T> = {
  readonly form: Form<V>;
  readonly name: Names<V, T>;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
};

function bind<V extends Values, T>({ form, name, label, hint, required, autoFocus }: Common<V, T>) {
  return {
    id: form.id(name),
    label,
    description: hint,
    withAsterisk: false,
    required: required ?? false,
    'data-autofocus': autoFocus || undefined,
    error: form.errors[name],
    value: String(form.values[name] ?? ''),
    onBlur: () => form.blur(name),
  } as const;
}
const clear = () => ({ 'aria-label': t('common.filter.clear') });
const patch = <V extends Values>(name: string, value: string | boolean) => ({ [name]: value }) as Partial<V>;

export function TextField<V extends Values>(props: Common<V, string> & { type?: 'text' | 'email' | 'password'; autoComplete?: string }) {
  return (
    <TextInput
      {...bind(props)}
      type={props.type ?? 'text'}
      autoComplete={props.autoComplete ?? 'off'}
      onChange={(event) => props.form.set(patch(props.name, event.currentTarget.value))}
    />
  );
}

export function AreaField<V extends Values>(props: Common<V, string>) {
  return <Textarea {...bind(props)} autosize minRows={3} onChange={(event) => props.form.set(patch(props.name, event.currentTarget.value))} />;
}

/**
 * Takes `1 234,5` and `1,234.5`; the value is what was typed, `amountOf` reads it. Says under the field what was understood, and
 * refuses a part of the currency's smallest unit, as the services do. `perUnit`: a price of one piece or hour may be finer than
 * what is paid in the end.
 */
export function AmountField<V extends Values>(props: Common<V, string> & { currency: string; perUnit?: boolean }) {
  const { form, name, currency, perUnit } = props;
  const bound = bind(props);
  const understood = parseAmount(bound.value);
  const { rule } = form;
  useEffect(() => {
    if (!perUnit) rule(name, (typed) => tooFine(typed, currency));
    return () => rule(name, undefined);
  });
  return (
    <TextInput
      {...bound}
      inputMode="decimal"
      autoComplete="off"
      className="num"
      description={understood === null ? props.hint : t('common.form.understood', { value: money({ amount: understood, currency }, 'exact') })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      rightSection={<span aria-hidden>{currency}</span>}
      rightSectionWidth={52}
      onChange={(event) => props.form.set(patch(props.name, event.currentTarget.value))}
    />
  );
}

/** A business day; the value is `2026-11-03` or empty. */
export function DayField<V extends Values>(props: Common<V, string>) {
  const { value, ...bound } = bind(props);
  const calendar = useCalendar();
  return (
    <DateInput
      {...bound}
      {...calendar.props}
      onBlur={(event) => {
        calendar.props.onBlur(event);
        bound.onBlur();
      }}
      error={bound.error ?? calendar.unread}
      value={value || null}
      locale={language()}
      valueFormat={language() === 'hu' ? 'YYYY. MM. DD.' : 'D MMM YYYY'}
      dateParser={(text) => parseDay(text)}
      clearable
      clearButtonProps={clear()}
      ariaLabels={calendarLabels()}
      monthLabelFormat={monthFormat()}
      firstDayOfWeek={1}
      onChange={(day) => {
        calendar.chosen();
        props.form.set(patch(props.name, day ?? ''));
      }}
    />
  );
}

type Option = { readonly value: string; readonly label: string; readonly disabled?: boolean };

export function ChoiceField<V extends Values>(props: Common<V, string> & { options: readonly Option[]; clearable?: boolean }) {
  const value = String(props.form.values[props.name] ?? '');
  const choose = (next: string) => props.form.set(patch(props.name, next));
  return (
    <Select
      {...typed(bind(props), value, props.options, choose)}
      value={value || null}
      data={[...props.options]}
      searchable={props.options.length > 8}
      openOnFocus={false}
      clearable={props.clearable ?? false}
      clearButtonProps={clear()}
      onChange={(next) => choose(next ?? '')}
    />
  );
}

/**
 * Picks a record by typing part of its name. `search` gives what to offer for a text; `chosen` is the label of the value
 * that is already there.
 */
export function PickField<V extends Values>(
  props: Common<V, string> & { options: readonly Option[]; chosen?: string; onSearch: (text: string) => void; loading?: boolean },
) {
  const value = String(props.form.values[props.name] ?? '');
  const [label, setLabel] = useState(props.chosen ?? '');
  const known = props.options.some((option) => option.value === value);
  const data = value && !known ? [{ value, label: label || value }, ...props.options] : [...props.options];
  const choose = (next: string, called: string) => {
    setLabel(called);
    props.form.set(patch(props.name, next));
  };
  return (
    <Select
      {...typed(bind(props), value, data, choose)}
      value={value || null}
      data={data}
      searchable
      openOnFocus={false}
      clearable
      clearButtonProps={clear()}
      nothingFoundMessage={props.loading ? t('common.searching') : t('common.nothingFound')}
      filter={({ options }) => options}
      onSearchChange={props.onSearch}
      onChange={(next, option) => choose(next ?? '', option?.label ?? '')}
    />
  );
}

export function CheckField<V extends Values>({ form, name, label, hint }: Common<V, boolean>) {
  return (
    <Checkbox
      id={form.id(name)}
      label={label}
      description={hint}
      error={form.errors[name]}
      checked={form.values[name] === true}
      onChange={(event) => form.set(patch(name, event.currentTarget.checked))}
    />
  );
}

/** The decimal string of an amount field; null when it is empty or cannot be read (the field's validation says so). */
export const amountOf = (typed: string) => parseAmount(typed);
