import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import type { Schema } from '../../api/client.ts';
import { useMay } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { membersQuery, pipelinesQuery } from '../deals/queries.ts';
import { Export } from '../imports/Export.tsx';
import { forgottenSorts } from '../parts/sorts.ts';
import { forgottenRoute } from '../routes.ts';
import css from '../talk/talk.module.css';
import { Views } from '../../shell/views/Views.tsx';
import { forgottenQuery, kinds, queryOf, reasons, type Counted, type Filters } from './data.ts';
import { ForgottenRow } from './ForgottenRow.tsx';
import { useForgotten } from './useForgotten.ts';
import { soon } from '../../ui/soon.ts';

const RulesDialog = soon(() => import('./RulesDialog.tsx'), 'RulesDialog');

type Address = { readonly [part in 'owner' | 'kind' | 'reason' | 'pipeline' | 'stage' | 'sort']?: string | undefined };
/** What the address says, where it makes sense; it is checked here, since the words do not come with the frame. */
const filtersOf = ({ owner, kind, reason, pipeline, stage, sort }: Address): Filters => ({
  owner,
  pipeline,
  // A stage belongs to its pipeline.
  stage: pipeline && stage,
  kind: kinds.find((one) => one === kind),
  reason: reasons.find((one) => one === reason),
  sort: forgottenSorts.find((one) => one === sort),
});

/** Deals and leads that nobody looks after and promises past their date: why, and the quick ways to mend it. */
export function ForgottenPage() {
  const search = forgottenRoute.useSearch();
  const navigate = useNavigate({ from: forgottenRoute.fullPath });
  const may = useMay();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(forgottenQuery(filtersOf(search)));
  const { data: members } = useQuery(membersQuery);
  const actions = useForgotten();
  const box = useRef<HTMLUListElement>(null);
  const [asking, setAsking] = useState(false);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch, ...('pipeline' in patch && !('stage' in patch) ? { stage: undefined } : {}) }) });
  const step = (by: number) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const now = all.findIndex((one) => one.contains(document.activeElement));
    all[Math.min(all.length - 1, Math.max(0, now + by))]?.focus();
  };
  useCommands('forgotten', t('names.crm.forgotten'), [
    { id: 'forgotten.down', label: t('talk.day.down'), keys: 'j', quiet: true, run: () => step(1) },
    { id: 'forgotten.up', label: t('talk.day.up'), keys: 'k', quiet: true, run: () => step(-1) },
  ]);
  const first = data?.pages[0] as Counted | undefined;
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const filters = [...filtersFor(first, members), ...whereFilters(pipelines?.items, search.pipeline), order()];
  const hidden = activeLabels(filters, search).filter((label) => label !== t('talk.forgotten.sort'));
  const changeRules = first && may('crm:settings:manage') && (
    <Button variant="default" onClick={() => setAsking(true)}>
      {t('talk.forgotten.rulesChange')}
    </Button>
  );
  return (
    <Page title={t('names.crm.forgotten')} count={first?.total ? t('talk.forgotten.count', { count: first.total }) : undefined} action={<><Export rows={rows.length} list="forgotten" query={queryOf(filtersOf(search))} />{changeRules}</>}>
      <FilterBar filters={filters} value={search} onChange={setSearch}>
        <Views list="forgotten" filters={filters} search={search} columns={() => []} onShow={(shown) => setSearch(shown as Partial<typeof search>)} />
      </FilterBar>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {isPending && <Waiting columns={3} label={t('names.crm.forgotten')} />}
      {data && rows.length === 0 && (hidden.length > 0 ? <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} /> : <Empty kind="nothing" title={t('talk.forgotten.nothing')} what={t('talk.forgotten.what')} />)}
      {rows.length > 0 && (
        <Section title={t('talk.forgotten.title')} aside={first && <p className={css.hint}>{t('talk.forgotten.rules', { stale: first.rules.stale_after_days, quiet: first.rules.quiet_after_days })}</p>}>
          <ul className={css.rows} ref={box}>
            {rows.map((row) => (
              <ForgottenRow key={row.record_id} row={row} actions={actions} />
            ))}
          </ul>
        </Section>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
      {asking && first && <RulesDialog rules={first.rules} onClose={() => setAsking(false)} />}
    </Page>
  );
}

/** What can be asked for, each with how many there are. */
function filtersFor(counted: Counted | undefined, members: readonly { member_id: string; name: string }[] | undefined): Filter[] {
  const ofKind = (kind: string) => counted?.kinds.find((one) => one.kind === kind)?.count ?? 0;
  const forReason = (reason: string) => counted?.counts.find((one) => one.reason === reason)?.count ?? 0;
  return [
    { kind: 'choice', name: 'kind', label: t('talk.forgotten.kind'), options: kinds.map((value) => ({ value, label: `${t(`talk.forgotten.kind.${value}`)} (${ofKind(value)})` })) },
    { kind: 'choice', name: 'reason', label: t('talk.forgotten.reason'), options: reasons.map((value) => ({ value, label: `${t(`talk.forgotten.reason.${value}`)} (${forReason(value)})` })) },
    { kind: 'choice', name: 'owner', label: t('crm.owner'), options: members?.map((one) => ({ value: one.member_id, label: one.name })) ?? [] },
  ];
}

/** The order, for a list whose rows have no columns: what is mended stands in them. */
const order = (): Filter => ({ kind: 'choice', name: 'sort', label: t('talk.forgotten.sort'), options: forgottenSorts.map((value) => ({ value, label: t(`talk.forgotten.sort.${value}`) })) });

/** Where deals stand: their pipeline, and a stage of that. */
function whereFilters(pipelines: readonly Schema<'PipelineView'>[] | undefined, chosen: string | undefined): Filter[] {
  const stages = pipelines?.find((one) => one.pipeline_id === chosen)?.stages;
  return [
    { kind: 'choice', more: true, name: 'pipeline', label: t('names.crm.pipeline'), options: pipelines?.map((one) => ({ value: one.pipeline_id, label: one.name })) ?? [] },
    ...(stages ? [{ kind: 'choice' as const, more: true as const, name: 'stage', label: t('crm.stage'), options: stages.map((one) => ({ value: one.stage_id, label: one.name })) }] : []),
  ];
}
