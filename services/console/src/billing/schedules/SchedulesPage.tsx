import { Link, useNavigate } from '@tanstack/react-router';
import { date, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { howMany, useList } from '../../ui/useList.ts';
import { useCustomers, useProjects } from '../names.ts';
import { schedulesRoute } from '../routes.ts';
import { nextDay } from './coming.ts';
import { schedulesQuery, scheduleStatuses, type Schedule } from './queries.ts';
import { billedOf, scheduleTones } from './state.ts';

/** What is to be billed for won deals, and when. */
export function SchedulesPage() {
  const search = schedulesRoute.useSearch();
  const navigate = useNavigate({ from: schedulesRoute.fullPath });
  const may = useMay();
  const list = useList(schedulesQuery(search));
  const customers = useCustomers();
  const projects = useProjects();
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch }) });
  const whole = !list.loading && !list.more.has;
  const totals = sums(list.rows.map((row) => row.total));
  const columns: Column<Schedule>[] = [
    { id: 'name', header: t('billing.schedule'), phone: 'title', cell: (row) => <Link to="/schedules/$id" params={{ id: row.schedule_id }}>{row.name}</Link> },
    { id: 'customer', header: t('names.billing.customer'), phone: 'detail', cell: (row) => customers.name(row.customer_id) },
    { id: 'project', header: t('billing.project'), cell: (row) => projects.name(row.project_id) },
    { id: 'next', header: t('billing.schedule.next'), width: 132, cell: (row) => { const next = nextDay(row); return next ? <span className="num">{date(next)}</span> : '–'; } },
    { id: 'billed', header: t('billing.schedule.billed'), width: 132, align: 'end', cell: (row) => <MoneyCell value={billedOf(row)} /> },
    { id: 'total', header: t('billing.total'), width: 132, align: 'end', phone: 'figure', sum: whole && totals.length === 1 ? <MoneyCell value={totals[0]} /> : undefined, cell: (row) => <MoneyCell value={row.total} /> },
    { id: 'status', header: t('billing.status'), width: 112, phone: 'state', cell: (row) => <StateBadge tone={scheduleTones[row.status]}>{t(`billing.schedule.status.${row.status}`)}</StateBadge> },
  ];
  const filters: Filter[] = [
    { kind: 'choice', name: 'status', label: t('billing.status'), options: scheduleStatuses.map((value) => ({ value, label: t(`billing.schedule.status.${value}`) })) },
    { kind: 'choice', name: 'customer', label: t('names.billing.customer'), options: customers.options },
  ];
  const hidden = activeLabels(filters, search);
  const { menu, arranged } = useViews({ list: 'schedules', name: 'billing.schedules', columns, filters, search, onShow: (view) => setSearch(view as Partial<typeof search>) });
  const show = (row: Schedule) => void navigate({ to: '/schedules/$id', params: { id: row.schedule_id } });
  return (
    <Page title={t('names.billing.schedules.title')} count={howMany(list, (count) => t('billing.schedules.count', { count }))} action={<Export rows={list.rows.length} service="billing" list="schedules" query={schedulesQuery(search).queryKey[3]} />} fill>
      <FilterBar filters={filters} value={search} onChange={setSearch as (patch: Record<string, string | true | undefined>) => void}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="billing.schedules"
        label={t('names.billing.schedules.title')}
        columns={columns}
        list={list}
        rowId={(row) => row.schedule_id}
        rowName={(row) => row.name}
        onOpen={show}
        onPeek={show}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('billing.schedules.nothing')} what={t('billing.schedules.what')} action={may('crm:read') && <Link to={'/crm/deals' as '/'}>{t('names.crm.deals.title')}</Link>} />
          )
        }
      />
    </Page>
  );
}
