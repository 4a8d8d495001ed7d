import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { addressLine } from '../../api/address.ts';
import { sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import css from '../billing.module.css';
import { openInvoicesQuery } from '../invoices/queries.ts';
import { OpenInvoices } from './CustomerTables.tsx';
import { customerQuery } from './queries.ts';
import { Terms } from './Terms.tsx';

/** A customer at the side of a list. */
export function CustomerPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(customerQuery(id));
  const open = useQuery(openInvoicesQuery(id));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.billing.customer')} />;
  const customer = data.value;
  return (
    <div className={css.peek}>
      <div>
        <h2>{customer.name}</h2>
        <p className={css.big}>
          {sums((open.data ?? []).map((one) => one.open)).map((value) => (
            <MoneyCell key={value.currency} value={value} style="exact" />
          ))}
        </p>
      </div>
      <Facts
        items={[
          [t('billing.customer.terms'), <Terms key="t" customer={data} />],
          [t('billing.customer.taxNumber'), customer.tax_number],
          [t('billing.customer.address'), customer.address && addressLine(customer.address)],
          [t('billing.customer.country'), customer.country && countryName(customer.country)],
        ]}
      />
      <Section title={t('billing.customer.openInvoices')} bare>
        <OpenInvoices rows={open.data ?? []} />
      </Section>
      <p><Link to="/customers/$id" params={{ id }}>{t('billing.customer.open')}</Link></p>
    </div>
  );
}
