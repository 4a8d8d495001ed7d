import { peopleListQuery } from '../queries.ts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { soon } from '../../ui/soon.ts';
import { howMany, useList } from '../../ui/useList.ts';
import type { Person } from '../queries.ts';
import { peopleRoute } from '../routes.ts';
import { rateOn } from './rates.ts';

const PersonForm = soon(() => import('./PersonForm.tsx'), 'NewPerson');

export function PeoplePage() {
  const search = peopleRoute.useSearch();
  const navigate = useNavigate({ from: peopleRoute.fullPath });
  const go = useNavigate();
  const may = useMay();
  const { peeked, open } = usePeek();
  const list = useList(peopleListQuery(search.left ? undefined : true));
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch }) });
  const canManage = may('projects:person:manage');
  const create = canManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('names.projects.person.new')}
    </Button>
  );
  const columns: Column<Person>[] = [
    { id: 'name', header: t('projects.person.name'), width: 220, phone: 'title', cell: (row) => <strong>{row.name}</strong> },
    { id: 'role', header: t('projects.person.role'), width: 180, phone: 'detail', cell: (row) => row.role ?? '–' },
    { id: 'email', header: t('projects.person.email'), width: 240, cell: (row) => row.email ?? '–' },
    {
      id: 'active',
      header: t('projects.project.status'),
      width: 112,
      phone: 'state',
      cell: (row) => <StateBadge tone={row.active ? 'good' : 'neutral'}>{row.active ? t('projects.person.active') : t('projects.person.left')}</StateBadge>,
    },
    { id: 'login', header: t('projects.person.member'), width: 120, cell: (row) => (row.member_id ? t('projects.yes') : t('projects.no')) },
    ...(may('projects:cost_rate:read')
      ? [{ id: 'rate', header: t('projects.person.rateNow'), width: 140, align: 'end', phone: 'figure', cell: (row: Person) => <MoneyCell value={rateOn(row.cost_rates, today())?.hourly_cost} style="exact" /> } as const]
      : []),
  ];
  const filters: Filter[] = [{ kind: 'yes', name: 'left', label: t('projects.person.withLeft') }];
  const hidden = activeLabels(filters, search);
  const { menu, arranged } = useViews({ list: 'people', name: 'projects.people', columns, filters, search, onShow: (view) => setSearch(view as Partial<typeof search>) });
  useCommands('people', t('names.projects.people.title'), canManage ? [{ id: 'person.new', label: t('names.projects.person.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  return (
    <Page title={t('names.projects.people.title')} count={howMany(list, (count) => t('projects.people.count', { count }))} action={<><Export rows={list.rows.length} service="projects" list="people" query={{ active: search.left ? undefined : true }} />{create}</>} fill>
      <FilterBar filters={filters} value={search} onChange={setSearch}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="projects.people"
        label={t('names.projects.people.title')}
        columns={columns}
        list={list}
        rowId={(row) => row.person_id}
        rowName={(row) => row.name}
        peeked={peeked?.kind === 'person' ? peeked.id : undefined}
        onPeek={(row) => open('person', row.person_id)}
        onOpen={(row) => void go({ to: '/people/$id', params: { id: row.person_id } })}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('projects.people.nothing')} what={t('projects.people.what')} action={create} />
          )
        }
      />
      {search.new && canManage && <PersonForm onClose={() => setSearch({ new: undefined })} onMade={(id) => void go({ to: '/people/$id', params: { id } })} />}
    </Page>
  );
}
