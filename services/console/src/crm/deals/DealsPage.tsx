import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import { newKey } from '../../api/client.ts';
import { ConflictError } from '../../api/conflict.ts';
import { changeRow } from '../../api/lists.ts';
import { addDays, date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { askMine, type Words } from '../../ui/Conflict.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, showColumns, shownColumns } from '../../ui/grid/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { useRemembered } from '../../ui/remembered.ts';
import { soon } from '../../ui/soon.ts';
import { toast } from '../../ui/toasts.tsx';
import { howMany, useList } from '../../ui/useList.ts';
import { plain } from '../parts/amounts.ts';
import { currencies } from '../parts/currencies.ts';
import { addressOf, orderOf } from '../parts/sorts.ts';
import { useAccountFilter } from '../parts/useAccountFilter.ts';
import { useRecordFilters } from '../parts/useRecordFilters.ts';
import { Export } from '../imports/Export.tsx';
import { dealsRoute } from '../routes.ts';
import { fieldsQuery, tagsQuery } from '../settings/queries.ts';
import { Views } from '../../shell/views/Views.tsx';
import { dealColumns } from './columns.tsx';
import parts from '../parts/parts.module.css';
import { Unvalued } from './Unvalued.tsx';
import { dealsQuery, dealStatuses, forecastCategories, membersQuery, pipelinesQuery, unvaluedIn, worthOf, type Deal, type DealPages } from './queries.ts';
import { saveDeal, type DealPatch } from './save.ts';

// A form with its date picker comes when somebody creates.
const DealBulk = soon(() => import('../bulk/DealBulk.tsx'), 'DealBulk');
const NewDeal = soon(() => import('./NewDeal.tsx'), 'NewDeal');

/** The list of deals: filters and order in the address, rows peeked at the side, name and close date changed in place. */
export function DealsPage() {
  const search = dealsRoute.useSearch();
  const navigate = useNavigate({ from: dealsRoute.fullPath });
  const may = useMay();
  const { peeked, open } = usePeek();
  const query = dealsQuery(search);
  const list = useList(query);
  const { data: members } = useQuery(membersQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const { data: tags } = useQuery(tagsQuery);
  const { data: fields } = useQuery(fieldsQuery('deal'));
  const accountFilter = useAccountFilter(search.account);
  const own = useRecordFilters('deal', search.custom);
  const piped = useRemembered('pipelines', pipelines && pipelines.items.length > 1) ?? true;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  /** Grows when a view brings its own columns: the list is then drawn anew. */
  const [arranged, setArranged] = useState(0);
  const save = useSaveDeal(query.queryKey);
  const setSearch = (patch: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: patch.name !== undefined });

  const canWrite = may('crm:deal:write');
  const ownerName = useMemo(() => {
    const names = new Map(members?.map((member) => [member.member_id, member.name]));
    return (id: string | null | undefined) => (id ? (names.get(id) ?? '') : '');
  }, [members]);
  const total = list.more.has ? undefined : worthOf(list.rows);
  // Neither what is open nor what was won.
  const mixed = new Set(list.rows.map(({ status }) => status)).size > 1;
  const unvalued = unvaluedIn(useQueryClient().getQueryData<DealPages>(query.queryKey));
  const columns = dealColumns({ ownerName, save, canWrite, tags, fields, total: total && <Total {...total} /> }).map((column) => (column.id === 'value' && mixed ? { ...column, summed: t('crm.deals.everyStatus') } : column));
  const filters: Filter[] = [
    { kind: 'text', name: 'name', label: t('crm.deals.filter.name') },
    { kind: 'choice', name: 'status', label: t('crm.deal.status'), options: dealStatuses.map((value) => ({ value, label: t(`crm.status.${value}`) })) },
    ...(piped
      ? [{ kind: 'choice', name: 'pipeline', label: t('names.crm.pipeline'), loading: pipelines === undefined, options: pipelines?.items.map((one) => ({ value: one.pipeline_id, label: one.name })) ?? [] } as const]
      : []),
    { kind: 'choice', name: 'stage', label: t('crm.stage'), options: pipelines?.items.filter((one) => !search.pipeline || one.pipeline_id === search.pipeline).flatMap((one) => one.stages.filter((stage) => stage.status === 'open').map((stage) => ({ value: stage.stage_id, label: stage.name }))) ?? [] },
    { kind: 'choice', name: 'owner', label: t('crm.owner'), options: members?.map((member) => ({ value: member.member_id, label: member.name })) ?? [] },
    accountFilter,
    ...own.filters,
    { kind: 'yes', name: 'stale', label: t('crm.filter.stale') },
    { kind: 'choice', name: 'closes', label: t('crm.filter.closes'), options: [...new Set([today(), addDays(today(), 30), addDays(today(), 90), ...(search.closes ? [search.closes] : [])])].map((value) => ({ value, label: date(value) })) },
    { kind: 'yes', more: true, name: 'unassigned', label: t('crm.filter.unassigned') },
    { kind: 'choice', more: true, name: 'category', label: t('crm.filter.category'), options: forecastCategories.map((value) => ({ value, label: t(`forecast.category.${value}`) })) },
    { kind: 'day', more: true, name: 'closedFrom', label: t('crm.filter.least', { field: t('crm.deal.closed') }) },
    { kind: 'day', more: true, name: 'closedTo', label: t('crm.filter.most', { field: t('crm.deal.closed') }) },
    { kind: 'text', more: true, name: 'competitor', label: t('crm.competitors') },
    { kind: 'choice', more: true, name: 'currency', label: t('crm.product.currency'), options: currencies.map((value) => ({ value, label: value })) },
    { kind: 'text', more: true, name: 'min', label: t('crm.filter.least', { field: t('crm.deal.value') }) },
    { kind: 'text', more: true, name: 'max', label: t('crm.filter.most', { field: t('crm.deal.value') }) },
    { kind: 'yes', name: 'stepless', label: t('crm.next.none') },
    { kind: 'choice', name: 'due', label: t('crm.next.dueBy'), options: [...new Set([today(), addDays(today(), 7), ...(search.due ? [search.due] : [])])].map((value) => ({ value, label: date(value) })) },
  ];
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('names.crm.deal.new')}
    </Button>
  );
  useCommands('deals', t('names.crm.deals.title'), canWrite ? [{ id: 'deal.new', label: t('names.crm.deal.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);

  const values = { ...search, ...own.value };
  const hidden = activeLabels(filters, values);
  const patch = (change: Parameters<typeof own.patchOf>[0]) => setSearch(plain(own.patchOf(change), 'min', 'max') as Partial<typeof search>);
  return (
    <Page title={t('names.crm.deals.title')} count={howMany(list, (count) => t('crm.deals.count', { count }))} action={<><Export rows={list.rows.length} list="deals" query={query.queryKey[3]} />{create}</>} fill>
      <FilterBar coming={own.coming} filters={filters} value={values} onChange={patch}>
        <Views
          list="deals"
          search={search}
          filters={filters}
          heads={columns}
          columns={() => shownColumns('crm.deals', columns)}
          onShow={(shown, wanted) => {
            setSearch(shown as Partial<typeof search>);
            if (wanted.length === 0) return;
            showColumns('crm.deals', columns, wanted);
            setArranged((now) => now + 1);
          }}
        />
      </FilterBar>
      <Suspense fallback={null}>{selected.size > 0 && <DealBulk selected={selected} nameOf={(id) => list.rows.find((row) => row.deal_id === id)?.name} onClear={() => setSelected(new Set())} />}</Suspense>
      <Unvalued of={unvalued} />
      <DataGrid
        key={arranged}
        name="crm.deals"
        {...(canWrite ? { selected, onSelect: setSelected } : {})}
        label={t('names.crm.deals.title')}
        columns={columns}
        list={list}
        rowId={(row) => row.deal_id}
        rowName={(row) => row.name}
        sort={orderOf(search) ?? '-opened_on'}
        onSort={(order) => setSearch(addressOf(order))}
        peeked={peeked?.kind === 'deal' ? peeked.id : undefined}
        onPeek={(row) => open('deal', row.deal_id)}
        onOpen={(row) => void navigate({ to: '/crm/deals/$id', params: { id: row.deal_id } })}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => patch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('crm.deals.nothing')} what={t('crm.deals.what')} example={t('crm.deals.example')} action={create} />
          )
        }
      />
      <Suspense fallback={null}>
        {search.new && canWrite && <NewDeal onClose={() => setSearch({ new: undefined })} onOpened={(id) => void navigate({ search: (before) => ({ ...before, new: undefined, peek: `deal:${id}` }) })} />}
      </Suspense>
    </Page>
  );
}

/** The sum of a whole list, with what is not in it. */
const Total = ({ sum, left }: NonNullable<ReturnType<typeof worthOf>>) => (
  <>
    <MoneyCell value={sum} />
    {left > 0 && <span className={parts.sub}>{t('crm.deals.left', { count: left })}</span>}
  </>
);

/** Saves one row and shows the answer in place; asks first when somebody else changed the same field meanwhile. */
function useSaveDeal(key: ReturnType<typeof dealsQuery>['queryKey']) {
  const queries = useQueryClient();
  const { data: members } = useQuery(membersQuery);
  const words: Words<Deal> = {
    title: t('names.crm.deal'),
    label: (field) => (field === 'name' ? t('crm.deal.name') : t('crm.deal.expectedClose')),
    show: (field, value) => (typeof value === 'string' && field === 'expected_close_on' ? date(value) : String(value ?? t('common.none'))),
    actor: (actor) => members?.find((member) => actor === `member:${member.member_id}`)?.name ?? t('common.conflict.somebodyElse'),
  };
  const show = (row: Deal, changed: Partial<Deal>) => {
    // The row keeps its place even if it is sorted by what was changed; the next visit puts it where it belongs.
    queries.setQueryData<DealPages>(key, (pages) => pages && changeRow(pages, (one) => one.deal_id === row.deal_id, (one) => ({ ...one, ...changed })));
    void queries.invalidateQueries({ queryKey: ['crm', 'deals', row.deal_id] });
  };
  const save = async (row: Deal, patch: DealPatch): Promise<void> => {
    try {
      const { name, expected_close_on, version } = await saveDeal(row, patch, newKey());
      const before = Object.fromEntries(Object.keys(patch).map((field) => [field, row[field as keyof DealPatch] ?? null])) as DealPatch;
      show(row, { name, expected_close_on, version });
      toast.done(t('crm.deal.saved', { name }), () => void save({ ...row, ...patch, version }, before).catch(toast.failed));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const found = error as ConflictError<Deal>;
      const newer = { ...row, ...found.theirs.value };
      show(row, newer);
      const again = await askMine(found, words);
      if (again) await save(newer, again);
    }
  };
  return save;
}
