import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { addressLine } from '../../api/address.ts';
import { isZero, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import css from '../billing.module.css';
import { openInvoicesQuery } from '../invoices/queries.ts';
import { paymentsOf } from '../payments/queries.ts';
import { customerRoute } from '../routes.ts';
import { CreditTable, OpenInvoices, StatementTable } from './CustomerTables.tsx';
import { customerQuery } from './queries.ts';
import { Terms } from './Terms.tsx';

/** A customer: terms, what is open, what was paid too much, and the statement with its running balance. */
export function CustomerPage() {
  const { id } = customerRoute.useParams();
  const { data, error, refetch } = useQuery(customerQuery(id));
  const open = useQuery(openInvoicesQuery(id));
  const payments = useQuery(paymentsOf(id));
  const may = useMay();
  const navigate = useNavigate();
  if (error && !data) return <Page title={t('names.billing.customer')}><Failure error={error} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t('names.billing.customer')}><Waiting columns={3} label={t('names.billing.customer')} /></Page>;
  const customer = data.value;
  const owed = sums((open.data ?? []).map((one) => one.open));
  const credit = (payments.data ?? []).filter((one) => !isZero(one.unapplied));
  const figures = [
    [t('billing.open'), owed, 'receivables'],
    [t('billing.credit'), sums(credit.map((one) => one.unapplied)), 'customer_credit'],
  ] as const;
  return (
    <Page
      title={customer.name}
      back={<Link to="/customers">{t('names.billing.customers.title')}</Link>}
      action={
        may('billing:payment:register') && (
          <Button onClick={() => void navigate({ to: '/payments', search: { new: true, customer: id } })}>{t('names.billing.payment.new')}</Button>
        )
      }
    >
      {customer.merged_into && <Survivor id={customer.merged_into} />}
      <dl className={css.tiles}>
        {figures.map(([label, values, account]) => (
          <div key={account}>
            <dt>{label}</dt>
            {values.length === 0 && <dd><MoneyCell value={null} /></dd>}
            {values.map((value) => (
              <dd key={value.currency}>
                {/* The ledger knows customers by their account in sales. */}
                <Figure value={value} label={`${label}, ${customer.name}`} style="exact" explain={may('reporting:read') ? { account, customer_id: customer.account_id, currency: value.currency } : undefined} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <Section title={t('billing.customer.about')}>
        <Facts
          items={[
            [t('billing.customer.terms'), <Terms key="t" customer={data} />],
            [t('billing.customer.taxNumber'), customer.tax_number],
            [t('billing.customer.address'), customer.address && addressLine(customer.address)],
            [t('billing.customer.country'), customer.country && countryName(customer.country)],
          ]}
        />
      </Section>
      <Section title={t('billing.customer.openInvoices')} aside={<Link to="/invoices" search={{ customer: id }} className={css.sub}>{t('billing.customer.allInvoices')}</Link>}>
        <OpenInvoices rows={open.data ?? []} />
      </Section>
      {credit.length > 0 && (
        <Section title={t('billing.credit')}>
          <CreditTable rows={credit} />
        </Section>
      )}
      <Section title={t('billing.customer.statement')} aside={<Export service="billing" list="statement" query={{ customer_id: id }} />}>
        <StatementTable id={id} />
      </Section>
    </Page>
  );
}

/** Where a customer went: what it owes is counted there, and what is not issued yet is made out to that one. */
function Survivor({ id }: { readonly id: string }) {
  const { data } = useQuery(customerQuery(id));
  return (
    <p className={css.sub}>
      {t('billing.customer.merged')} <Link to="/customers/$id" params={{ id }}>{data?.value.name ?? t('names.billing.customer')}</Link>
    </p>
  );
}
