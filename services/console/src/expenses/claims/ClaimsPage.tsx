import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { howMany, useList } from '../../ui/useList.ts';
import { claimsRoute } from '../routes.ts';
import { claimColumns } from './columns.tsx';
import { claimsQuery, claimStatuses, memberNamesQuery, projectNamesQuery } from './queries.ts';

/** Claims: one's own, or everybody's for who may see them. */
export function ClaimsPage() {
  const search = claimsRoute.useSearch();
  const navigate = useNavigate({ from: claimsRoute.fullPath });
  const may = useMay();
  const { member_id } = useSession();
  const { peeked, open } = usePeek();
  const claimant = search.mine ? (member_id ?? undefined) : search.claimant;
  const list = useList(claimsQuery({ status: search.status, project: search.project, claimant }));
  const { data: members } = useQuery(memberNamesQuery);
  const { data: projects } = useQuery(projectNamesQuery);
  const all = may('expenses:claim:approve') || may('expenses:cost_center:manage') || may('operations:read');
  const total = sums(list.rows.map((row) => row.total));
  const begin = () => void navigate({ to: '/expenses/new' });
  const create = may('expenses:claim:write') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={begin}>
      {t('names.expenses.claim.new')}
    </Button>
  );
  useCommands('claims', t('names.expenses.claims.title'), create ? [{ id: 'claim.new', label: t('names.expenses.claim.new'), keys: 'c', run: begin }] : []);
  const filters: Filter[] = [
    { kind: 'choice', name: 'status', label: t('expenses.claim.status'), options: claimStatuses.map((value) => ({ value, label: t(`expenses.status.${value}`) })) },
    ...(all
      ? [
          { kind: 'choice' as const, name: 'claimant', label: t('expenses.claim.who'), options: [...(members ?? [])].map(([value, label]) => ({ value, label })) },
          { kind: 'yes' as const, name: 'mine', label: t('expenses.claims.mine') },
        ]
      : []),
    { kind: 'choice', name: 'project', label: t('expenses.line.project'), options: projects?.map((one) => ({ value: one.project_id, label: one.name })) ?? [] },
  ];
  const hidden = activeLabels(filters, search);
  const setSearch = (patch: object) => void navigate({ search: (before) => ({ ...before, ...patch }) });
  const columns = claimColumns((id) => (id ? (members?.get(id) ?? '') : t('expenses.claim.program')), total.length === 1 && !list.more.has ? <MoneyCell value={total[0]} /> : undefined);
  const { menu, arranged } = useViews({ list: 'claims', name: 'expenses.claims', columns, filters, search, onShow: setSearch });
  return (
    <Page title={t('names.expenses.claims.title')} count={howMany(list, (count) => t('expenses.claims.count', { count }))} action={<><Export rows={list.rows.length} service="expenses" list="claims" query={{ status: search.status, claimant_id: claimant, project_id: search.project }} />{create}</>} fill>
      <FilterBar filters={filters} value={search} onChange={setSearch}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="expenses.claims"
        label={t('names.expenses.claims.title')}
        columns={columns}
        list={list}
        rowId={(row) => row.claim_id}
        rowName={(row) => row.title}
        peeked={peeked?.kind === 'claim' ? peeked.id : undefined}
        onPeek={(row) => open('claim', row.claim_id)}
        onOpen={(row) => void navigate({ to: '/expenses/$claimId', params: { claimId: row.claim_id } })}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('expenses.claims.nothing')} what={t('expenses.claims.what')} example={t('expenses.claims.example')} action={create} />
          )
        }
      />
    </Page>
  );
}
