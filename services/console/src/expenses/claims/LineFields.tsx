import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { AmountField, CheckField, ChoiceField, DayField, TextField, type Errors, type Form, type Values } from '../../ui/form/index.ts';
import { categoryName } from './categories.ts';
import css from './claims.module.css';
import { today } from '../../i18n/format.ts';
import type { LineValues } from './lines.ts';
import { categoriesQuery, openCentersQuery, projectNamesQuery } from './queries.ts';

/** What can be said about a line without the service. */
export function lineErrors(values: LineValues): Errors<LineValues> {
  const amount = parseAmount(values.amount);
  const charged = values.billable && values.project;
  return {
    spent_on: !values.spent_on ? t('common.form.required') : values.spent_on > today() ? t('expenses.line.future') : undefined,
    amount: amount === null || /^-|^0*(\.0*)?$/.test(amount) ? t('expenses.line.amountNeeded') : undefined,
    category: values.category ? undefined : t('common.form.required'),
    description: values.description.trim() ? undefined : t('common.form.required'),
    charge: charged && values.charge.trim() && parseAmount(values.charge) === null ? t('common.inline.amount') : undefined,
    vat: charged && !/^\d{1,3}([.,]\d{1,2})?$/.test(values.vat.trim()) ? t('expenses.line.vatNeeded') : undefined,
  };
}

const usual = ['EUR', 'HUF', 'USD', 'GBP', 'CHF', 'CZK', 'PLN', 'RON'];

/** The fields of one line, in the order in which a receipt is read. */
export function LineFields<V extends Values & LineValues>({ form: whole, currencies }: { form: Form<V>; currencies?: boolean }) {
  const form = whole as unknown as Form<LineValues & Values> as never as Form<LineValues>;
  const { values } = form;
  const { data: categories = [] } = useQuery(categoriesQuery);
  const { data: centers = [] } = useQuery(openCentersQuery);
  const { data: projects = [] } = useQuery(projectNamesQuery);
  const project = projects.find((one) => one.project_id === values.project);
  return (
    <>
      <div className={css.pair}>
        <AmountField form={form} name="amount" label={t('expenses.line.amount')} currency={values.currency} required autoFocus />
        {currencies && (
          <ChoiceField
            form={form}
            name="currency"
            label={t('expenses.line.currency')}
            options={[...new Set([values.currency, ...usual])].map((value) => ({ value, label: value }))}
          />
        )}
      </div>
      <DayField form={form} name="spent_on" label={t('expenses.line.date')} required />
      <ChoiceField form={form} name="category" label={t('expenses.line.category')} options={categories.map((one) => ({ value: one.category_id, label: categoryName(one.code, one.name) }))} required />
      <TextField form={form} name="description" label={t('expenses.line.description')} hint={t('expenses.line.descriptionHint')} required />
      <ChoiceField
        form={form}
        name="project"
        label={t('expenses.line.project')}
        options={projects.map((one) => ({ value: one.project_id, label: one.name }))}
        clearable
      />
      <ChoiceField form={form} name="center" label={t('expenses.line.center')} options={centers.map((one) => ({ value: one.cost_center_id, label: `${one.code} · ${one.name}` }))} clearable />
      {project?.account_id && <CheckField form={form} name="billable" label={t('expenses.line.billable')} hint={t('expenses.line.billableHint')} />}
      {project?.account_id && values.billable && (
        <div className={css.pair}>
          <AmountField form={form} name="charge" label={t('expenses.line.charge')} currency={values.currency} hint={t('expenses.line.chargeHint')} />
          <TextField form={form} name="vat" label={t('expenses.line.vat')} />
        </div>
      )}
    </>
  );
}
