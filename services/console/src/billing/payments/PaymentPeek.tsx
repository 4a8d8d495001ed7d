import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { date, isZero } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import { invoiceQuery } from '../invoices/queries.ts';
import { useCustomers } from '../names.ts';
import { paymentQuery } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const ApplyCredit = soon(() => import('./ApplyCredit.tsx'), 'ApplyCredit');

/** A payment: what it pays, and what is left of it. */
export function PaymentPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(paymentQuery(id));
  const customers = useCustomers();
  const may = useMay();
  const [applying, setApplying] = useState(false);
  const applications = data?.value.applications ?? [];
  const invoices = useQueries({ queries: applications.map((part) => invoiceQuery(part.invoice_id)) });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.billing.payment')} />;
  const payment = data.value;
  const credit = !isZero(payment.unapplied);
  return (
    <div className={css.peek}>
      <div>
        <h2>{t('billing.payment.on', { day: date(payment.received_on) })}</h2>
        <p className={css.big}><MoneyCell value={payment.amount} style="exact" /></p>
      </div>
      <Facts
        items={[
          [t('names.billing.customer'), <Link key="c" to="/customers/$id" params={{ id: payment.customer_id }}>{customers.name(payment.customer_id)}</Link>],
          [t('billing.payment.reference'), payment.reference],
          [t('billing.credit'), <MoneyCell key="u" value={payment.unapplied} style="exact" />],
        ]}
      />
      <Section title={t('billing.payment.invoices')} bare>
        {applications.length === 0 ? (
          <p className={css.sub}>{t('billing.payment.paysNothing')}</p>
        ) : (
          <Table
            label={t('billing.payment.invoices')}
            rows={applications.map((part, index) => ({ part, invoice: invoices[index]?.data?.value, index }))}
            rowId={(row) => String(row.index)}
            columns={[
              { id: 'number', header: t('names.billing.invoice'), cell: ({ part, invoice }) => <Link to="/invoices/$id" params={{ id: part.invoice_id }}>{invoice?.number ?? t('names.billing.invoice')}</Link> },
              { id: 'open', header: t('billing.open'), align: 'end', cell: ({ invoice }) => <MoneyCell value={invoice?.open} style="exact" /> },
              { id: 'amount', header: t('billing.payment.pays'), align: 'end', cell: ({ part }) => <MoneyCell value={part.amount} style="exact" /> },
            ]}
          />
        )}
      </Section>
      {credit && may('billing:payment:register') && (
        <div className={css.actions}>
          <Button onClick={() => setApplying(true)}>{t('billing.payment.apply')}</Button>
        </div>
      )}
      {applying && <ApplyCredit payment={data} onClose={() => setApplying(false)} />}
    </div>
  );
}
