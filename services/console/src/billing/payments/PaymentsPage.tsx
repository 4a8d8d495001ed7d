import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { date, isZero, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { soon } from '../../ui/soon.ts';
import { howMany, useList } from '../../ui/useList.ts';
import { useCustomers } from '../names.ts';
import { paymentsRoute } from '../routes.ts';
import { paymentsQuery, type Payment } from './queries.ts';

const RegisterPayment = soon(() => import('./RegisterPayment.tsx'), 'RegisterPayment');

/** Money that came in, and what it pays. */
export function PaymentsPage() {
  const search = paymentsRoute.useSearch();
  const navigate = useNavigate({ from: paymentsRoute.fullPath });
  const may = useMay();
  const { peeked, open } = usePeek();
  // While a payment is being registered the address carries its customer, which is no filter then.
  const filter = search.new ? undefined : search.customer;
  const list = useList(paymentsQuery({ customer: filter }));
  const customers = useCustomers();
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch }) });
  const whole = !list.loading && !list.more.has;
  const explains = may('reporting:read');
  // Only payments move these accounts, so that all payments of a customer, or of everybody, are their balance.
  const sum = (label: string, account: string, pick: (row: Payment) => Payment['amount']) => {
    const [total, ...others] = sums(list.rows.map(pick));
    if (!whole || !total || others.length > 0) return undefined;
    return <Figure value={total} label={label} explain={explains ? { account, currency: total.currency, customer_id: filter } : undefined} />;
  };
  const columns: Column<Payment>[] = [
    { id: 'day', header: t('billing.payment.received'), width: 132, phone: 'detail', cell: (row) => <span className="num">{date(row.received_on)}</span> },
    { id: 'customer', header: t('names.billing.customer'), phone: 'title', cell: (row) => customers.name(row.customer_id) },
    { id: 'reference', header: t('billing.payment.reference'), phone: 'detail', cell: (row) => row.reference ?? '–' },
    { id: 'amount', header: t('billing.payment.amount'), width: 132, align: 'end', phone: 'figure', sum: sum(t('billing.payment.amount'), 'cash', (row) => row.amount), cell: (row) => <MoneyCell value={row.amount} /> },
    { id: 'invoices', header: t('billing.payment.invoices'), width: 96, align: 'end', cell: (row) => row.applications.length },
    {
      id: 'credit',
      header: t('billing.credit'),
      width: 132,
      align: 'end',
      phone: 'state',
      sum: sum(t('billing.credit'), 'customer_credit', (row) => row.unapplied),
      cell: (row) => (isZero(row.unapplied) ? <StateBadge tone="good">{t('billing.payment.used')}</StateBadge> : <MoneyCell value={row.unapplied} />),
    },
  ];
  const filters: Filter[] = [{ kind: 'choice', name: 'customer', label: t('names.billing.customer'), options: customers.options }];
  const registers = may('billing:payment:register');
  const start = () => setSearch({ new: true });
  const create = registers && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={start}>
      {t('names.billing.payment.new')}
    </Button>
  );
  useCommands('payments', t('names.billing.payments.title'), registers ? [{ id: 'payment.new', label: t('names.billing.payment.new'), keys: 'c', run: start }] : []);
  const hidden = activeLabels(filters, { customer: filter });
  // Nobody begins with a view while a payment is being registered.
  const { menu, arranged } = useViews({ list: 'payments', name: 'billing.payments', columns, filters, search: { customer: filter, ...(search.new && { sort: 'new' }) }, onShow: (view) => setSearch(view as Partial<typeof search>) });
  return (
    <Page title={t('names.billing.payments.title')} count={howMany(list, (count) => t('billing.payments.count', { count }))} action={<><Export rows={list.rows.length} service="billing" list="payments" query={paymentsQuery({ customer: filter }).queryKey[3]} />{create}</>} fill>
      <FilterBar filters={filters} value={{ customer: filter }} onChange={setSearch as (patch: Record<string, string | true | undefined>) => void}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="billing.payments"
        label={t('names.billing.payments.title')}
        columns={columns}
        list={list}
        rowId={(row) => row.payment_id}
        rowName={(row) => `${customers.name(row.customer_id)}, ${date(row.received_on)}`}
        peeked={peeked?.kind === 'payment' ? peeked.id : undefined}
        onPeek={(row) => open('payment', row.payment_id)}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('billing.payments.nothing')} what={t('billing.payments.what')} action={create} />
          )
        }
      />
      {search.new && registers && (
        <RegisterPayment
          customer={search.customer}
          invoice={search.invoice}
          onClose={() => (search.invoice ? void navigate({ to: '/invoices/$id', params: { id: search.invoice } }) : setSearch({ new: undefined, customer: undefined }))}
          onDone={(id) => (search.invoice ? void navigate({ to: '/invoices/$id', params: { id: search.invoice } }) : void navigate({ search: { peek: `payment:${id}` } as never }))}
        />
      )}
    </Page>
  );
}
