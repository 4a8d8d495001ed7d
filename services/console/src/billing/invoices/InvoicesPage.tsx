import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { date, sums, today } from '../../i18n/format.ts';
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
import css from '../billing.module.css';
import { useCustomers, useProjects } from '../names.ts';
import { invoicesRoute } from '../routes.ts';
import { Due } from './Due.tsx';
import { agedQuery, invoicesQuery, invoiceStatuses, type Invoice } from './queries.ts';
import { shownState, tones } from './state.ts';

const InvoiceSettings = soon(() => import('./InvoiceSettings.tsx'), 'InvoiceSettings');
const NewInvoice = soon(() => import('./NewInvoice.tsx'), 'NewInvoice');

/** Every invoice, whatever became of it. */
export function InvoicesPage() {
  const search = invoicesRoute.useSearch();
  const navigate = useNavigate({ from: invoicesRoute.fullPath });
  const may = useMay();
  const { peeked, open } = usePeek();
  const list = useList(invoicesQuery(search));
  const customers = useCustomers();
  const projects = useProjects();
  const { data: aged } = useQuery(agedQuery);
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch }) });
  const now = today();
  const whole = !list.loading && !list.more.has;
  const sum = (pick: (row: Invoice) => Invoice['gross']) => {
    const counted = list.rows.filter((row) => row.status === 'issued' || row.status === 'paid');
    const totals = sums(counted.map(pick));
    return whole && totals.length === 1 ? <MoneyCell value={totals[0]} /> : undefined;
  };
  const columns: Column<Invoice>[] = [
    {
      id: 'number',
      header: t('names.billing.invoice'),
      width: 132,
      phone: 'title',
      cell: (row) => (
        <Link to="/invoices/$id" params={{ id: row.invoice_id }} className="num">
          {row.number ?? t('billing.invoice.unnumbered')}
        </Link>
      ),
    },
    { id: 'customer', header: t('names.billing.customer'), phone: 'detail', cell: (row) => row.customer_name },
    { id: 'project', header: t('billing.project'), cell: (row) => projects.name(row.project_id) },
    { id: 'issued', header: t('billing.invoice.issuedOn'), width: 132, sort: { desc: '-issued_on' }, cell: (row) => (row.issued_on ? <span className="num">{date(row.issued_on)}</span> : '–') },
    { id: 'due', header: t('billing.invoice.dueOn'), width: 172, phone: 'detail', cell: (row) => (row.due_on ? <Due invoice={row} now={now} /> : '–') },
    { id: 'gross', header: t('billing.gross'), width: 128, align: 'end', phone: 'figure', sum: sum((row) => row.gross), summed: t('billing.invoices.issuedGross'), cell: (row) => <MoneyCell value={row.gross} /> },
    { id: 'open', header: t('billing.open'), width: 128, align: 'end', sum: sum((row) => row.open), cell: (row) => <MoneyCell value={row.status === 'issued' ? row.open : null} /> },
    {
      id: 'status',
      header: t('billing.status'),
      width: 148,
      phone: 'state',
      cell: (row) => {
        const state = shownState(row, now);
        return <StateBadge tone={tones[state]}>{t(`billing.invoice.status.${state}`)}</StateBadge>;
      },
    },
  ];
  const currencies = [...new Set([...(aged ?? []).map((row) => row.total.currency), ...list.rows.map((row) => row.currency), ...(search.currency ? [search.currency] : [])])].toSorted();
  const filters: Filter[] = [
    { kind: 'choice', name: 'status', label: t('billing.status'), options: invoiceStatuses.map((value) => ({ value, label: t(`billing.invoice.status.${value}`) })) },
    { kind: 'yes', name: 'overdue', label: t('billing.invoice.status.overdue') },
    { kind: 'choice', name: 'customer', label: t('names.billing.customer'), options: customers.options },
    { kind: 'day', more: true, name: 'dueFrom', label: t('billing.invoices.dueFrom') },
    { kind: 'day', more: true, name: 'dueBy', label: t('billing.invoices.dueBy') },
    { kind: 'choice', more: true, name: 'currency', label: t('billing.currency'), options: currencies.map((value) => ({ value, label: value })) },
    { kind: 'day', more: true, name: 'openOn', label: t('billing.invoices.openOn') },
  ];
  const writes = may('billing:invoice:write');
  const [settings, setSettings] = useState(false);
  const stands = may('identity:organization:manage') && (
    <Button variant="default" onClick={() => setSettings(true)}>
      {t('billing.invoice.settings')}
    </Button>
  );
  const create = writes && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('names.billing.invoice.new')}
    </Button>
  );
  useCommands('invoices', t('names.billing.invoices.title'), writes ? [{ id: 'invoice.new', label: t('names.billing.invoice.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  const hidden = activeLabels(filters, search);
  const { menu, arranged } = useViews({ list: 'invoices', name: 'billing.invoices', columns, filters, search, onShow: (view) => setSearch(view as Partial<typeof search>) });
  const owed = sums((aged ?? []).map((one) => one.total));
  const late = sums((aged ?? []).flatMap((one) => [one.days_1_30, one.days_31_60, one.days_61_90, one.over_90]));
  return (
    <Page
      title={t('names.billing.invoices.title')}
      count={howMany(list, (count) => t('billing.invoices.count', { count }))}
      action={
        <>
          <Export rows={list.rows.length} service="billing" list="invoices" query={invoicesQuery(search).queryKey[3]} />
          {stands}
          {create}
        </>
      }
      fill
      lead={
        search.openOn ? <span className={css.sub}>{t('billing.invoices.openThen', { day: date(search.openOn, 'long') })}</span> : owed.length > 0 && <span className={css.sub}>
          {t('billing.open')}{' '}
          {owed.map((value) => (
            <Figure key={value.currency} value={value} label={t('reporting.account.receivables')} explain={may('reporting:read') ? { account: 'receivables', currency: value.currency } : undefined} />
          ))}
          {' · '}
          {t('billing.invoice.status.overdue')} {late.map((value) => <MoneyCell key={value.currency} value={value} />)}
        </span>
      }
    >
      <FilterBar filters={filters} value={search} onChange={setSearch as (patch: Record<string, string | true | undefined>) => void}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="billing.invoices"
        label={t('names.billing.invoices.title')}
        columns={columns}
        list={list}
        rowId={(row) => row.invoice_id}
        rowName={(row) => `${row.number ?? t('billing.invoice.unnumbered')}, ${row.customer_name}`}
        sort={search.sort}
        onSort={(sort) => setSearch({ sort: sort as typeof search.sort })}
        peeked={peeked?.kind === 'invoice' ? peeked.id : undefined}
        onPeek={(row) => open('invoice', row.invoice_id)}
        onOpen={(row) => void navigate({ to: '/invoices/$id', params: { id: row.invoice_id } })}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('billing.invoices.nothing')} what={t('billing.invoices.what')} action={create} />
          )
        }
      />
      {settings && <InvoiceSettings onClose={() => setSettings(false)} />}
      {search.new && writes && (
        <NewInvoice onClose={() => setSearch({ new: undefined })} onDrafted={(id) => void navigate({ to: '/invoices/$id', params: { id } })} />
      )}
    </Page>
  );
}
