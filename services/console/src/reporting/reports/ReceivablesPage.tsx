import { useQuery } from '@tanstack/react-query';
import { sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Chart } from '../../ui/charts/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import type { Schema } from '../../api/client.ts';
import css from '../reporting.module.css';
import { agedQuery, receivablesQuery } from './queries.ts';
import { ReportPage } from './ReportPage.tsx';
import { useCompared } from './useCompared.ts';

const ages = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const;
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
  const total = (key: (typeof ages)[number] | 'total') => sums(data.map((row) => row[key]));
  const column = (key: (typeof ages)[number] | 'total'): TableColumn<Aged> => ({
    id: key,
    header: t(`reporting.aged.${key}`),
    align: 'end',
    cell: (row) => <MoneyCell value={row[key]} style="exact" />,
    sum: (
      <>
        {total(key).map((value) => (
          <span key={value.currency} className={css.line}><MoneyCell value={value} style="exact" /></span>
        ))}
      </>
    ),
  });
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
          // The list is of now.
          {...(!asof && { mark: (_, { id }) => ({ to: '/invoices', search: id === 'not_due' ? { status: 'issued' } : { overdue: true } }) })}
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
              <button type="button" className={css.link} onClick={() => open('customer', row.customer_id)}>
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
