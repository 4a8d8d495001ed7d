import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { membersQuery, pipelinesQuery } from '../deals/queries.ts';
import { forecastRoute } from '../routes.ts';
import { teamsQuery } from './data.ts';
import { Figures } from './Figures.tsx';
import { bys, categories, searchOf, tabs, type ForecastSearch } from './search.ts';
import { later } from '../../ui/soon.ts';

const panels: Readonly<Record<ForecastSearch['tab'], ComponentType<PanelProps & { readonly meanwhile?: ReactNode }>>> = {
  figures: Figures,
  accuracy: later(() => import('./Accuracy.tsx'), 'Accuracy'),
  mend: later(() => import('./Mend.tsx'), 'Mend'),
  goals: later(() => import('./Goals.tsx'), 'Goals'),
  setup: later(() => import('./Setup.tsx'), 'Setup'),
};
export type PanelProps = { readonly search: ForecastSearch; readonly set: (patch: Partial<ForecastSearch>) => void };

/** What open deals may bring, how good that was, and what has to be mended before. */
export function ForecastPage() {
  const search = searchOf(forecastRoute.useSearch());
  const navigate = useNavigate({ from: forecastRoute.fullPath });
  const may = useMay();
  const shown = tabs.filter((tab) => tab !== 'setup' || may('crm:settings:manage'));
  const set = (patch: Partial<ForecastSearch>) => void navigate({ search: (before: object) => ({ ...before, ...patch }) });
  const Panel = panels[search.tab];
  const { tab: _tab, month: _month, ...kept } = search;
  return (
    <Page title={t('names.crm.forecast')}>
      <Tabs
        label={t('names.crm.forecast')}
        tabs={shown.map((tab) => ({ to: '/crm/forecast', search: { ...kept, tab }, label: t(`forecast.tab.${tab}`), open: tab === search.tab }))}
      />
      {(search.tab === 'figures' || search.tab === 'accuracy' || search.tab === 'mend') && <Filters search={search} set={set} />}
      <Panel search={search} set={set} meanwhile={<Waiting columns={4} label={t(`forecast.tab.${search.tab}`)} />} />
    </Page>
  );
}

/** Whose deals; the figures may be asked by category too. */
function Filters({ search, set }: PanelProps) {
  const { data: members } = useQuery(membersQuery);
  const { data: teams } = useQuery(teamsQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const ofFigures = search.tab === 'figures';
  const filters: Filter[] = [
    ...(ofFigures ? [{ kind: 'choice' as const, name: 'by', label: t('forecast.by'), options: bys.map((value) => ({ value, label: t(`forecast.by.${value}`) })) }] : []),
    { kind: 'choice', name: 'owner', label: t('forecast.owner'), options: [...(members ?? []).map((one) => ({ value: one.member_id, label: one.name })), { value: 'none', label: t('forecast.nobody') }] },
    { kind: 'choice', name: 'team', label: t('forecast.team'), options: (teams ?? []).filter((team) => !team.archived).map((team) => ({ value: team.team_id, label: team.name })) },
    { kind: 'choice', name: 'pipeline', label: t('forecast.pipeline'), options: (pipelines?.items ?? []).map((one) => ({ value: one.pipeline_id, label: one.name })) },
    ...(ofFigures ? [{ kind: 'choice' as const, name: 'category', label: t('forecast.category'), options: categories.map((value) => ({ value, label: t(`forecast.category.${value}`) })) }] : []),
  ];
  // What is there anyway is no filter to be cleared.
  return <FilterBar filters={filters} value={{ ...search, by: search.by === bys[0] ? undefined : search.by }} onChange={(patch) => set(patch as Partial<ForecastSearch>)} />;
}
