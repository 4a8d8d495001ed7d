import { TextInput } from '@mantine/core';
import { ProblemError } from '../../api/problems.ts';
import { date, isZero, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Form, Values } from '../../ui/form/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import type { Invoice } from '../invoices/queries.ts';
import { addUp, type Sum } from './allocate.ts';

export const partName = (invoice: string) => `part_${invoice}`;

type Props = {
  readonly form: Form<Values>;
  readonly invoices: readonly Invoice[];
  /** Else the parts are only shown, as suggested. */
  readonly editable: boolean;
  readonly suggested: ReadonlyMap<string, string>;
  readonly sum: Sum;
};

/** The open invoices of a customer, and how much of each is paid. */
export function Parts({ form, invoices, editable, suggested, sum }: Props) {
  return (
    <>
      {invoices.length === 0 ? (
        <p className={css.sub}>{t('billing.payment.noOpen')}</p>
      ) : (
        <Table
          label={t('billing.payment.invoices')}
          rows={invoices}
          rowId={(row) => row.invoice_id}
          columns={[
            { id: 'number', header: t('names.billing.invoice'), cell: (row) => <span className="num">{row.number}</span> },
            { id: 'due', header: t('billing.invoice.dueOn'), wide: true, cell: (row) => row.due_on && <span className="num">{date(row.due_on)}</span> },
            { id: 'open', header: t('billing.open'), align: 'end', cell: (row) => <MoneyCell value={row.open} style="exact" /> },
            {
              id: 'part',
              header: t('billing.payment.pays'),
              align: 'end',
              cell: (row) => {
                const part = suggested.get(row.invoice_id);
                return editable ? (
                  <PartField form={form} name={partName(row.invoice_id)} label={t('billing.payment.paysOf', { number: row.number ?? '' })} />
                ) : (
                  <MoneyCell value={part ? { amount: part, currency: row.currency } : null} style="exact" />
                );
              },
            },
          ]}
        />
      )}
      <p className={css.sub} role="status">
        {sum.over
          ? t('billing.payment.over')
          : isZero(sum.left)
            ? t('billing.payment.exact')
            : t('billing.payment.left', { amount: money(sum.left, 'exact') })}
      </p>
    </>
  );
}

/** The column already says what the field is; its name is for who does not see that. */
function PartField({ form, name, label }: { form: Form<Values>; name: string; label: string }) {
  return (
    <TextInput
      id={form.id(name)}
      aria-label={label}
      className={css.part}
      inputMode="decimal"
      autoComplete="off"
      error={form.errors[name]}
      value={String(form.values[name] ?? '')}
      onBlur={() => form.blur(name)}
      onChange={(event) => form.set({ [name]: event.currentTarget.value })}
    />
  );
}

/** It depends on several fields, so it is said above the form when that is sent, and beside the sum all the while. */
export function refuseOver(amount: string, currency: string, parts: readonly string[]): void {
  if (addUp(amount, currency, parts).over) throw new ProblemError('over-applied', 422, t('billing.payment.over'));
}
