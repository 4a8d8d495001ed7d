import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { collator, sums, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { countryName } from '../../i18n/places.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { agedQuery } from '../invoices/queries.ts';
import { customersQuery, type Customer } from '../names.ts';
import { customersRoute } from '../routes.ts';

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const Amounts = ({ values }: { values: readonly Money[] }) => (values.length === 0 ? <MoneyCell value={null} /> : values.map((value) => <MoneyCell key={value.currency} value={value} />));

/** Who is billed, and what each owes. */
export function CustomersPage() {
  const search = customersRoute.useSearch();
  const navigate = useNavigate({ from: customersRoute.fullPath });
  const may = useMay();
  const { peeked, open } = usePeek();
  const { data, isPending, error, refetch } = useQuery(customersQuery);
  const { data: aged } = useQuery(agedQuery);
  const owed = (id: string) => (aged ?? []).filter((one) => one.customer_id === id);
  const late = (id: string) => sums(owed(id).flatMap((one) => [one.days_1_30, one.days_31_60, one.days_61_90, one.over_90])).filter((value) => !/^[0.]+$/.test(value.amount));
  const name = fold(search.name ?? '');
  const compare = collator();
  // One whose account ended in another one is listed for as long as it owes something.
  const rows = (data ?? [])
    .filter((one) => !one.merged_into || owed(one.customer_id).length > 0)
    .filter((one) => fold(one.name).includes(name) && (!search.owing || owed(one.customer_id).length > 0))
    .toSorted((a, b) => compare.compare(a.name, b.name));
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true });
  const columns: Column<Customer>[] = [
    { id: 'name', header: t('names.billing.customer'), phone: 'title', cell: (row) => <Link to="/customers/$id" params={{ id: row.customer_id }}>{row.name}</Link> },
    { id: 'country', header: t('billing.customer.country'), width: 132, phone: 'detail', cell: (row) => (row.country ? countryName(row.country) : '–') },
    { id: 'tax', header: t('billing.customer.taxNumber'), width: 152, phone: 'detail', cell: (row) => (row.tax_number ? <span className="num">{row.tax_number}</span> : '–') },
    { id: 'terms', header: t('billing.customer.terms'), width: 152, align: 'end', cell: (row) => t('billing.days', { count: row.payment_terms_days }) },
    { id: 'late', header: t('billing.invoice.status.overdue'), width: 132, align: 'end', cell: (row) => <Amounts values={late(row.customer_id)} /> },
    { id: 'open', header: t('billing.open'), width: 132, align: 'end', phone: 'figure', cell: (row) => <Amounts values={owed(row.customer_id).map((one) => one.total)} /> },
  ];
  const filters: Filter[] = [
    { kind: 'text', name: 'name', label: t('billing.customer.name') },
    { kind: 'yes', name: 'owing', label: t('billing.customer.owing') },
  ];
  const hidden = activeLabels(filters, search);
  const { menu, arranged } = useViews({ list: 'customers', name: 'billing.customers', columns, filters, search, onShow: (view) => setSearch(view as Partial<typeof search>) });
  return (
    <Page title={t('names.billing.customers.title')} count={rows.length > 0 ? t('billing.customers.count', { count: rows.length }) : undefined} action={<Export rows={rows.length} service="billing" list="customers" also={{ list: 'receivables', label: t('billing.customers.owed') }} />} fill>
      <FilterBar filters={filters} value={search} onChange={setSearch as (patch: Record<string, string | true | undefined>) => void}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="billing.customers"
        label={t('names.billing.customers.title')}
        columns={columns}
        list={{ rows, loading: isPending, stale: false, error: data ? null : error, retry: () => void refetch(), more: { has: false, loading: false, load: () => undefined } }}
        rowId={(row) => row.customer_id}
        rowName={(row) => row.name}
        peeked={peeked?.kind === 'customer' ? peeked.id : undefined}
        onPeek={(row) => open('customer', row.customer_id)}
        onOpen={(row) => void navigate({ to: '/customers/$id', params: { id: row.customer_id } })}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('billing.customers.nothing')} what={t('billing.customers.what')} action={may('crm:read') && <Link to={'/crm/accounts' as '/'}>{t('names.crm.accounts')}</Link>} />
          )
        }
      />
    </Page>
  );
}
