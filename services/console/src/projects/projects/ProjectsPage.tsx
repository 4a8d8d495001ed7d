import { projectsQuery } from '../queries.ts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { soon } from '../../ui/soon.ts';
import { howMany, useList } from '../../ui/useList.ts';
import { projectStatuses } from '../parts.tsx';
import { projectsRoute } from '../routes.ts';
import { projectColumns } from './columns.tsx';
import { Decisions } from './Decisions.tsx';
import { marginsQuery } from './queries.ts';

const NewProject = soon(() => import('./NewProject.tsx'), 'NewProject');

export function ProjectsPage() {
  const search = projectsRoute.useSearch();
  const navigate = useNavigate({ from: projectsRoute.fullPath });
  const go = useNavigate();
  const may = useMay();
  const { peeked, open } = usePeek();
  const list = useList(projectsQuery(search));
  const { data: margins } = useQuery({ ...marginsQuery, enabled: may('reporting:read') });
  const columns = useMemo(() => projectColumns(may('reporting:read') ? (margins ?? new Map()) : undefined), [may, margins]);
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch }) });
  const canWrite = may('projects:project:write');
  const file = (
    <Export
      rows={list.rows.length}
      service="projects"
      list="projects"
      query={{ status: search.status, account_id: search.account, deal_id: search.deal, sort: search.sort }}
      also={{ list: 'decisions', label: t('projects.decision.file') }}
    />
  );
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('names.projects.project.new')}
    </Button>
  );
  const filters: Filter[] = [
    { kind: 'choice', name: 'status', label: t('projects.project.status'), options: projectStatuses.map((value) => ({ value, label: t(`projects.status.${value}`) })) },
    ...(search.account ? [{ kind: 'yes', name: 'account', label: t('projects.filter.account') } as const] : []),
    ...(search.deal ? [{ kind: 'yes', name: 'deal', label: t('projects.filter.deal') } as const] : []),
  ];
  const hidden = activeLabels(filters, search);
  const { menu, arranged } = useViews({ list: 'projects', name: 'projects.projects', columns, filters, search, onShow: (view) => setSearch(view as Partial<typeof search>) });
  useCommands('projects', t('names.projects.title'), canWrite ? [{ id: 'project.new', label: t('names.projects.project.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  return (
    <Page title={t('names.projects.title')} count={howMany(list, (count) => t('projects.count', { count }))} action={<>{file}{create}</>} fill>
      <Decisions />
      <FilterBar filters={filters} value={{ ...search, account: search.account && true, deal: search.deal && true }} onChange={setSearch}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="projects.projects"
        label={t('names.projects.title')}
        columns={columns}
        list={list}
        rowId={(row) => row.project_id}
        rowName={(row) => row.name}
        sort={search.sort ?? '-starts_on'}
        onSort={(sort) => setSearch({ sort: sort as typeof search.sort })}
        peeked={peeked?.kind === 'project' ? peeked.id : undefined}
        onPeek={(row) => open('project', row.project_id)}
        onOpen={(row) => void go({ to: '/projects/$id', params: { id: row.project_id } })}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('projects.nothing')} what={t('projects.what')} example={t('projects.example')} action={create} />
          )
        }
      />
      {search.new && canWrite && <NewProject onClose={() => setSearch({ new: undefined })} onMade={(id) => void go({ to: '/projects/$id', params: { id } })} />}
    </Page>
  );
}
