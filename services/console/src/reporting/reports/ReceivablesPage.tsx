import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isZero, money, sums, today, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import type { Mark } from '../../ui/charts/chart.ts';
import { Chart } from '../../ui/charts/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import type { Schema } from '../../api/client.ts';
import css from '../reporting.module.css';
import { ages, invoicesOf, type Age } from './ageing.ts';
import { agedQuery, momentOf, receivablesQuery } from './queries.ts';
import { ReportPage } from './ReportPage.tsx';
import type { Listed } from './Counted.tsx';
import { useCompared } from './useCompared.ts';

type Aged = Schema<'Aged'>;

/** What customers owe at any moment: the ledger's figure, and by how long it was due then. */
export function ReceivablesPage() {
  return (
    <ReportPage
      title={t('reporting.receivables.title')}
      rowLabel={t('reporting.by.customer')}
      measures={[{ key: 'receivables', label: t('reporting.account.receivables'), kind: 'figure' }]}
      main="receivables"
      query={receivablesQuery}
      file="receivables"
      exported={{ list: 'receivables' }}
      empty={t('reporting.receivables.what')}
      begin={{ to: '/billing', label: t('names.billing.now.title'), permission: 'billing:read' }}
    >
      <Ageing />
    </ReportPage>
  );
}

function Ageing() {
  const { asof } = useCompared();
  const may = useMay();
  const { open } = usePeek();
  const { data } = useQuery({ ...agedQuery(asof), enabled: may('billing:read') });
  if (!data || data.length === 0) return null;
  const over = momentOf(asof) !== undefined;
  const list = (currency: string, age?: Age, customer?: string) => invoicesOf({ ...(age && { age }), day: (over && asof) || today(), past: over, currency, ...(customer && { customer }) });
  const total = (key: Age | 'total') => sums(data.map((row) => row[key]));
  const column = (key: Age | 'total'): TableColumn<Aged> => {
    const label = t(`reporting.aged.${key}`);
    const age = key === 'total' ? undefined : key;
    return {
      id: key,
      header: label,
      align: 'end',
      cell: (row) => <Owed value={row[key]} label={`${label}, ${row.customer_name}`} list={list(row[key].currency, age, row.customer_id)} />,
      sum: (
        <>
          {total(key).map((value) => (
            <span key={value.currency} className={css.line}>
              <Owed value={value} label={`${label}, ${t('reporting.total')}`} list={list(value.currency, age)} />
            </span>
          ))}
        </>
      ),
    };
  };
  const currencies = [...new Set(data.map((row) => row.total.currency))];
  return (
    <Section title={t('reporting.aged.title')}>
      {currencies.map((currency) => (
        <Chart
          key={currency}
          title={t('reporting.account.receivables')}
          unit={currency}
          series={[{ key: 'open', label: t('reporting.account.receivables') }]}
          points={ages.map((age) => ({ id: age, x: t(`reporting.aged.${age}`), values: { open: Number(total(age).find((value) => value.currency === currency)?.amount ?? 0) } }))}
          mark={(_, { id }) => list(currency, ages.find((age) => age === id)) as Mark}
        />
      ))}
      <Table
        label={t('reporting.aged.title')}
        pinned
        rows={data}
        rowId={(row) => `${row.customer_id} ${row.total.currency}`}
        columns={[
          {
            id: 'name',
            header: t('reporting.by.customer'),
            sum: t('reporting.total'),
            cell: (row) => (
              <button type="button" className={css.link} data-print="words" onClick={() => open('customer', row.customer_id)}>
                {row.customer_name}
              </button>
            ),
          },
          ...ages.map(column),
          column('total'),
        ]}
      />
    </Section>
  );
}

/** What is owed, opening the invoices it is owed by. */
function Owed({ value, label, list }: { readonly value: Money; readonly label: string; readonly list: Listed }) {
  if (isZero(value)) return <MoneyCell value={value} style="exact" />;
  return (
    <Link to={list.to} search={list.search as never} className={`num ${css.counted}`} aria-label={`${label}: ${money(value, 'exact')}`}>
      <MoneyCell value={value} style="exact" />
    </Link>
  );
}
