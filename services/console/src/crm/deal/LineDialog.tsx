import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { rounded } from '../../i18n/currencies.ts';
import { money, percent, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount, parseDuration } from '../../i18n/parse.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, ChoiceField, DayField, FormFrame, PickField, TextField, useForm, type Form } from '../../ui/form/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import { productQuery, productsLike } from '../settings/queries.ts';
import css from './deal.module.css';
import { pricingQuery } from './pricing.ts';
import { cadences, cell, emptyLine, kinds, leftToSplit, maxRows, requestOf, rowsOf, totalOf, valuesOf, withoutRow, withProduct, type Line, type LineValues } from './lines.ts';

/** What a line says beyond what every one does. */
export type More<L extends Line> = {
  readonly values: (line: L | undefined) => LineValues;
  readonly read: (values: LineValues) => Omit<L, keyof Line>;
  readonly fields: (form: Form<LineValues>) => ReactNode;
};

type Props<L extends Line> = {
  /** Of what it is a line: a deal, or a quote. */
  readonly of: string;
  /** The deal whose price list holds. */
  readonly deal: string;
  readonly currency: string;
  /** Which line; a new one without it. */
  readonly line?: string | null | undefined;
  readonly requests: readonly L[];
  readonly save: (patch: { readonly lines: L[] }, key: string) => Promise<boolean>;
  readonly more?: More<L>;
  readonly onClose: () => void;
};

/** One line: what is sold and how it is billed. It is saved among the lines there were when it was opened, on their version. */
export function LineDialog<L extends Line>({ of, deal, currency, line: id, more, onClose, ...now }: Props<L>) {
  const { requests, save } = useOpened(now);
  const old = id ? requests.find((one) => one.deal_line_id === id) : undefined;
  const at = `/lines/${old ? requests.indexOf(old) : requests.length}`;
  const form: Form<LineValues> = useForm<LineValues, boolean>({
    name: `crm.line.${of}.${old?.deal_line_id ?? 'new'}`,
    initial: { ...(old ? valuesOf(old, today()) : emptyLine(today())), ...more?.values(old) },
    pointers: pointers(at),
    validate: check,
    submit: (values, key) => {
      const line = { ...requestOf(values, currency, old?.deal_line_id), ...more?.read(values) } as L;
      return save({ lines: old ? requests.map((one) => (one === old ? line : one)) : [...requests, line] }, key);
    },
    onDone: onClose,
  });
  const { values } = form;
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, 200);
  const { data: pricing } = useQuery(pricingQuery(deal));
  const { data: some } = useQuery(productsLike(''));
  const { data: own } = useQuery({ ...productQuery(values.product ?? ''), enabled: Boolean(values.product) });
  // Once chosen, the field holds the whole name; that is no search.
  const { data: found, isFetching } = useQuery(productsLike(text === own?.name ? '' : text));
  const products = [...(found ?? []), ...(own && !found?.some((one) => one.product_id === own.product_id) ? [own] : [])];
  const total = totalOf(values, currency);
  const take = (id: string | undefined) => {
    const product = products.find((one) => one.product_id === id);
    form.set(product ? withProduct(values, product, currency, today(), pricing?.price_list) : { product: '' });
  };
  return (
    <Dialog title={old ? t('crm.line.edit', { name: old.name ?? '' }) : t('crm.line.add')} onClose={onClose} size={530}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        {((some?.length ?? 0) > 0 || Boolean(values.product)) && (
          <PickField
            form={{ ...form, set: (patch) => take(patch.product) }}
            name="product"
            label={t('crm.line.product')}
            hint={t('crm.line.productHint')}
            onSearch={setTyped}
            loading={isFetching}
            {...(own ? { chosen: own.name } : {})}
            options={products.map((one) => ({ value: one.product_id, label: one.code ? `${one.name} (${one.code})` : one.name }))}
          />
        )}
        <TextField form={form} name="name" label={t('crm.line.name')} required autoFocus />
        <ChoiceField
          form={{ ...form, set: (patch) => form.set({ ...patch, product: '', ...(patch.kind === 'time_and_materials' && values.rows === '0' ? { rows: '1' } : {}) }) }}
          name="kind"
          label={t('crm.line.kind')}
          hint={t(`crm.line.kind.${kinds.find((one) => one === values.kind) ?? 'fixed'}`)}
          options={kinds.map((value) => ({ value, label: t(`crm.billing.${value}`) }))}
        />
        <Fields form={form} currency={currency} />
        <div className={css.pair}>
          <TextField form={form} name="discount" label={t('crm.line.discount')} />
          <TextField form={form} name="vat_rate" label={t('crm.line.vatRate')} required />
        </div>
        {more?.fields(form)}
        <p className={css.sum} aria-live="polite">
          {t('crm.line.total')}: <strong className="num">{total ? money(rounded(total), 'exact') : '–'}</strong>
        </p>
      </FormFrame>
    </Dialog>
  );
}

function Fields({ form, currency }: { form: Form<LineValues>; currency: string }) {
  const { kind } = form.values;
  if (kind === 'retainer')
    return (
      <>
        <div className={css.pair}>
          <AmountField form={form} name="amount" label={t('crm.line.amount')} currency={currency} required />
          <ChoiceField form={form} name="cadence" label={t('crm.line.cadence')} options={cadences.map((value) => ({ value, label: t(`crm.cadence.${value}`) }))} />
        </div>
        <div className={css.pair}>
          <TextField form={form} name="periods" label={t('crm.line.periods')} required />
          <DayField form={form} name="starts_on" label={t('crm.line.startsOn')} required />
        </div>
        <TextField form={form} name="budget_hours" label={t('crm.line.budgetPeriod')} />
      </>
    );
  if (kind === 'one_off')
    return (
      <>
        <div className={css.pair}>
          <TextField form={form} name="quantity" label={t('crm.line.quantity')} required />
          <AmountField form={form} name="unit_price" label={t('crm.line.unitPrice')} currency={currency} required />
        </div>
        <DayField form={form} name="on" label={t('crm.line.on')} hint={t('crm.line.onHint')} />
      </>
    );
  return (
    <>
      {kind === 'fixed' && (
        <div className={css.pair}>
          <AmountField form={form} name="price" label={t('crm.line.price')} currency={currency} required />
          <TextField form={form} name="budget_hours" label={t('crm.line.budget')} />
        </div>
      )}
      <Rows form={form} currency={currency} />
    </>
  );
}

/** Milestones, or rates: as many rows as are needed. */
function Rows({ form, currency }: { form: Form<LineValues>; currency: string }) {
  const { values } = form;
  const fixed = values.kind === 'fixed';
  const rows = rowsOf(values);
  const left = leftToSplit(values, currency);
  const share = values.split === 'share';
  return (
    <fieldset className={css.rows}>
      <legend>{fixed ? t('crm.line.milestones') : t('crm.line.rates')}</legend>
      {fixed && rows.length === 0 && <p className={css.sub}>{t('crm.line.noMilestones')}</p>}
      {fixed && rows.length > 0 && (
        <ChoiceField form={form} name="split" label={t('crm.line.split')} options={[{ value: 'amount', label: t('crm.line.byAmount') }, { value: 'share', label: t('crm.line.byShare') }]} />
      )}
      {rows.map(({ index, name }) => (
        <div key={index} className={css.row} role="group" aria-label={t('crm.line.part', { number: index + 1 })}>
          <TextField form={form} name={cell(index, 'name')} label={fixed ? t('crm.line.milestone') : t('crm.line.role')} required />
          {fixed && share ? (
            <TextField form={form} name={cell(index, 'amount')} label={t('crm.line.share')} required />
          ) : (
            <AmountField form={form} name={cell(index, 'amount')} label={fixed ? t('crm.line.partAmount') : t('crm.line.rate')} currency={currency} required />
          )}
          {fixed ? (
            <DayField form={form} name={cell(index, 'due')} label={t('crm.line.due')} />
          ) : (
            <TextField form={form} name={cell(index, 'hours')} label={t('crm.line.estimated')} required />
          )}
          <ActionIcon aria-label={t('crm.line.removePart', { name: name || String(index + 1) })} onClick={() => form.set(withoutRow(values, index))}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {left && (
        <p className={css.left}>{t('crm.line.left', { left: 'money' in left ? money(left.money) : percent(left.percent) })}</p>
      )}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={rows.length >= maxRows}
        onClick={() => form.set({ rows: String(rows.length + 1) })}
      >
        {fixed ? t('crm.line.addMilestone') : t('crm.line.addRate')}
      </Button>
    </fieldset>
  );
}

const pointers = (at: string): Record<string, string> => ({
  product: `${at}/product_id`,
  discount: `${at}/discount_percent`,
  name: `${at}/name`,
  vat_rate: `${at}/vat_rate`,
  price: `${at}/billing/price`,
  budget_hours: `${at}/billing/budget_hours`,
  amount: `${at}/billing/amount`,
  periods: `${at}/billing/periods`,
  starts_on: `${at}/billing/starts_on`,
  quantity: `${at}/billing/quantity`,
  unit_price: `${at}/billing/unit_price`,
  on: `${at}/billing/on`,
  ...Object.fromEntries(
    Array.from({ length: maxRows }, (_, row) => [
      [cell(row, 'name'), `${at}/billing/milestones/${row}/name`],
      [cell(row, 'amount'), `${at}/billing/milestones/${row}/amount`],
      [cell(row, 'due'), `${at}/billing/milestones/${row}/due_on`],
      [cell(row, 'hours'), `${at}/billing/rates/${row}/estimated_hours`],
    ]).flat(),
  ),
});

/** What can be said before the service is asked. */
function check(values: LineValues): Record<string, string | undefined> {
  const needed = (name: string) => (values[name]?.trim() ? undefined : t('common.form.required'));
  const amount = (name: string) => needed(name) ?? (parseAmount(values[name] ?? '') === null ? t('common.inline.amount') : undefined);
  const duration = (name: string, must: boolean) =>
    !values[name]?.trim() ? (must ? t('common.form.required') : undefined) : parseDuration(values[name]) === null ? t('crm.line.hoursWrong') : undefined;
  const rows = rowsOf(values).map(({ index }) => index);
  const discount = parseAmount(values.discount ?? '');
  const wrongDiscount = values.discount?.trim() && (discount === null || Number(discount) < 0 || Number(discount) > 100);
  const common = { name: needed('name'), vat_rate: amount('vat_rate'), discount: wrongDiscount ? t('crm.line.discountWrong') : undefined };
  const names = Object.fromEntries(rows.map((row) => [cell(row, 'name'), needed(cell(row, 'name'))]));
  const amounts = Object.fromEntries(rows.map((row) => [cell(row, 'amount'), amount(cell(row, 'amount'))]));
  if (values.kind === 'fixed') return { ...common, price: amount('price'), budget_hours: duration('budget_hours', false), ...names, ...amounts };
  if (values.kind === 'time_and_materials')
    return { ...common, ...names, ...amounts, ...Object.fromEntries(rows.map((row) => [cell(row, 'hours'), duration(cell(row, 'hours'), true)])) };
  if (values.kind === 'retainer')
    return {
      ...common,
      amount: amount('amount'),
      starts_on: needed('starts_on'),
      budget_hours: duration('budget_hours', false),
      periods: /^[1-9]\d{0,2}$/.test(values.periods ?? '') ? undefined : t('crm.line.periodsWrong'),
    };
  return { ...common, quantity: amount('quantity'), unit_price: amount('unit_price') };
}
