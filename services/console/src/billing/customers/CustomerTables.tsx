import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { date, sums, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { usePeek } from '../../ui/peek.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import { Due } from '../invoices/Due.tsx';
import type { Invoice } from '../invoices/queries.ts';
import { shownState, tones } from '../invoices/state.ts';
import type { Payment } from '../payments/queries.ts';
import { statementQuery } from './queries.ts';

export function OpenInvoices({ rows }: { rows: readonly Invoice[] }) {
  const now = today();
  const total = sums(rows.map((row) => row.open));
  if (rows.length === 0) return <p className={css.sub}>{t('billing.customer.nothingOpen')}</p>;
  return (
    <Table
      label={t('billing.customer.openInvoices')}
      rows={rows}
      rowId={(row) => row.invoice_id}
      columns={[
        { id: 'number', header: t('names.billing.invoice'), cell: (row) => <Link to="/invoices/$id" params={{ id: row.invoice_id }} className="num">{row.number}</Link> },
        { id: 'due', header: t('billing.invoice.dueOn'), cell: (row) => <Due invoice={row} now={now} /> },
        {
          id: 'state',
          header: t('billing.status'),
          wide: true,
          cell: (row) => {
            const state = shownState(row, now);
            return <StateBadge tone={tones[state]}>{t(`billing.invoice.status.${state}`)}</StateBadge>;
          },
        },
        { id: 'gross', header: t('billing.gross'), wide: true, align: 'end', cell: (row) => <MoneyCell value={row.gross} style="exact" /> },
        { id: 'open', header: t('billing.open'), align: 'end', sum: total.length === 1 ? <MoneyCell value={total[0]} style="exact" /> : undefined, cell: (row) => <MoneyCell value={row.open} style="exact" /> },
      ]}
    />
  );
}

export function CreditTable({ rows }: { rows: readonly Payment[] }) {
  const { open } = usePeek();
  return (
    <Table
      label={t('billing.credit')}
      rows={rows}
      rowId={(row) => row.payment_id}
      columns={[
        {
          id: 'day',
          header: t('names.billing.payment'),
          cell: (row) => (
            <button type="button" className={css.link} onClick={() => open('payment', row.payment_id)}>
              {t('billing.payment.on', { day: date(row.received_on) })}
            </button>
          ),
        },
        { id: 'amount', header: t('billing.payment.amount'), wide: true, align: 'end', cell: (row) => <MoneyCell value={row.amount} style="exact" /> },
        { id: 'left', header: t('billing.credit'), align: 'end', cell: (row) => <MoneyCell value={row.unapplied} style="exact" /> },
      ]}
    />
  );
}

/** Invoices and payments in the order of their days; the balance is the service's. */
export function StatementTable({ id }: { id: string }) {
  const { data } = useQuery(statementQuery(id));
  const { open } = usePeek();
  if (!data) return null;
  if (data.length === 0) return <p className={css.sub}>{t('billing.customer.noStatement')}</p>;
  return (
    <Table
      label={t('billing.customer.statement')}
      rows={data.map((line, index) => ({ ...line, index }))}
      rowId={(row) => String(row.index)}
      columns={[
        {
          id: 'what',
          header: t('billing.line'),
          cell: (row) => {
            const { invoice_id, payment_id } = row;
            return (
              <>
                {invoice_id ? (
                  <Link to="/invoices/$id" params={{ id: invoice_id }} className="num">{row.number ?? t('names.billing.invoice')}</Link>
                ) : (
                  <button type="button" className={css.link} onClick={() => payment_id && open('payment', payment_id)}>
                    {row.reference ?? t('names.billing.payment')}
                  </button>
                )}
                <div className={css.sub}>{date(row.on)}</div>
              </>
            );
          },
        },
        { id: 'amount', header: t('billing.amount'), align: 'end', cell: (row) => <MoneyCell value={row.amount} style="exact" /> },
        { id: 'balance', header: t('billing.balance'), align: 'end', cell: (row) => <MoneyCell value={row.balance} style="exact" /> },
      ]}
    />
  );
}
