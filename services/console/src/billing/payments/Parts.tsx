import { date, isZero, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { TextField, type Form, type Values } from '../../ui/form/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import type { Invoice } from '../invoices/queries.ts';
import type { Sum } from './allocate.ts';

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
            { id: 'number', header: t('billing.invoice'), cell: (row) => <span className="num">{row.number}</span> },
            { id: 'due', header: t('billing.invoice.dueOn'), wide: true, cell: (row) => row.due_on && <span className="num">{date(row.due_on)}</span> },
            { id: 'open', header: t('billing.open'), align: 'end', cell: (row) => <MoneyCell value={row.open} style="exact" /> },
            {
              id: 'part',
              header: t('billing.payment.pays'),
              align: 'end',
              cell: (row) => {
                const part = suggested.get(row.invoice_id);
                return editable ? (
                  <TextField form={form as never} name={partName(row.invoice_id) as never} label={t('billing.payment.paysOf', { number: row.number ?? '' })} />
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
