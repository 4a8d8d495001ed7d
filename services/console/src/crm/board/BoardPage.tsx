import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { useRemembered } from '../../ui/remembered.ts';
import { soon } from '../../ui/soon.ts';
import { money } from '../../i18n/format.ts';
import { Unvalued } from '../deals/Unvalued.tsx';
import { boardSorts, membersQuery, pipelinesQuery, type Deal } from '../deals/queries.ts';
import { useAccountFilter } from '../parts/useAccountFilter.ts';
import { useRecordFilters } from '../parts/useRecordFilters.ts';
import { boardRoute } from '../routes.ts';
import { Board } from './Board.tsx';
import type { StageTotal, Told } from './Column.tsx';
import { pipelineReport, unvaluedQuery } from './queries.ts';
import { Views } from '../../shell/views/Views.tsx';
import { useMoves, type Need } from './useMoves.ts';

const NewDeal = soon(() => import('../deals/NewDeal.tsx'), 'NewDeal');
const CloseAsk = soon(() => import('./CloseAsk.tsx'), 'CloseAsk');
const DealBulk = soon(() => import('../bulk/DealBulk.tsx'), 'DealBulk');
const NeedDialog = soon(() => import('../deal/NeedDialog.tsx'), 'NeedDialog');
const steps = ['1000', '5000', '10000', '50000', '100000'];

/** The open deals, stage by stage. */
export function BoardPage() {
  const search = boardRoute.useSearch();
  const navigate = useNavigate({ from: boardRoute.fullPath });
  const may = useMay();
  const { organization } = useSession();
  const { open } = usePeek();
  const { data: pipelines, error, refetch } = useQuery(pipelinesQuery);
  const { data: members } = useQuery(membersQuery);
  const accountFilter = useAccountFilter(search.account);
  const setSearch = (patch: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: patch.name !== undefined });
  const { name, owner, account, min, tag, stale, custom, sort } = search;
  const filters = useMemo(() => ({ name, owner, account, min, tag, stale, custom, sort }), [name, owner, account, min, tag, stale, custom, sort]);
  const own = useRecordFilters('deal', custom);
  const piped = useRemembered('pipelines', pipelines && pipelines.items.length > 1) ?? true;
  const [need, setNeed] = useState<Need>();
  const pipeline = pipelines?.items.find((one) => one.pipeline_id === search.pipeline) ?? pipelines?.items.find((one) => one.is_default) ?? pipelines?.items[0];
  const stages = useMemo(() => pipeline?.stages.filter((stage) => stage.status === 'open').toSorted((a, b) => a.position - b.position) ?? [], [pipeline]);
  const { moves, move, said, say } = useMoves(stages, setNeed);
  const mayExplain = may('reporting:read');
  const report = useQuery({ ...pipelineReport, enabled: mayExplain });
  const totals = useMemo(() => {
    const found = new Map<string, StageTotal>();
    for (const { id, deals, pipeline: figure } of report.data?.items ?? []) {
      if (!id) continue;
      const before = found.get(id);
      found.set(id, { deals: (before?.deals ?? 0) + deals, figures: [...(before?.figures ?? []), { value: figure.amount, explain: figure.explain }] });
    }
    return report.data && !report.data.next_cursor ? found : undefined;
  }, [report.data]);
  const { data: unvalued } = useQuery({ ...unvaluedQuery, enabled: sort === '-value' || min !== undefined });
  const ownerName = useMemo(() => {
    const names = new Map(members?.map((member) => [member.member_id, member.name]));
    return (id: string | null | undefined) => (id ? (names.get(id) ?? '') : '');
  }, [members]);
  const [told, setTold] = useState<Readonly<Record<string, Told>>>({});
  const tell = useCallback((stage: string, one: Told) => setTold((all) => ({ ...all, [stage]: one })), []);
  const [ask, setAsk] = useState<{ id: string; kind: 'win' | 'lose' }>();
  const onAsk = useCallback((id: string, kind: 'win' | 'lose') => setAsk({ id, kind }), []);

  const canMove = may('crm:deal:write');
  /** Names of the chosen deals, while some are being chosen. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>();
  const onChoose = useCallback((deal: Deal) => setChosen((now) => toggled(now, deal)), []);
  const narrowing: Filter[] = [
    { kind: 'text', name: 'name', label: t('crm.deals.filter.name') },
    { kind: 'choice', name: 'owner', label: t('crm.owner'), options: members?.map((member) => ({ value: member.member_id, label: member.name })) ?? [] },
    accountFilter,
    ...own.filters,
    { kind: 'yes', name: 'stale', label: t('crm.filter.stale') },
    {
      kind: 'choice',
      name: 'min',
      label: t('crm.board.min'),
      options: [...new Set([...steps, ...(min ? [min] : [])])].map((value) => ({ value, label: t('crm.board.from', { amount: money({ amount: value, currency: organization.base_currency }, 'compact') }) })),
    },
  ];
  const view: Filter[] = [
    { kind: 'choice', name: 'sort', label: t('crm.board.order'), options: boardSorts.map((value) => ({ value, label: t(`crm.sort.${value}`) })) },
    ...(piped
      ? [{ kind: 'choice', name: 'pipeline', label: t('names.crm.pipeline'), loading: pipelines === undefined, options: pipelines?.items.map((one) => ({ value: one.pipeline_id, label: one.name })) ?? [], ...(pipeline && { usual: pipeline.pipeline_id }) } as const]
      : []),
  ];
  const values = { ...search, ...own.value };
  const hidden = activeLabels(narrowing, values);
  const columns = stages.map((stage) => told[stage.stage_id]);
  const nothing = columns.every((one) => one && !one.loading && one.count === 0);
  const count = columns.reduce((sum, one) => sum + (one?.count ?? 0), 0);
  const all = columns.every((one) => one && !one.loading && !one.more);
  const create = canMove && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('names.crm.deal.new')}
    </Button>
  );
  useCommands('pipeline', t('names.crm.pipeline'), canMove ? [{ id: 'deal.new', label: t('names.crm.deal.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);

  return (
    <Page title={t('names.crm.pipeline')} count={all && count > 0 ? t('crm.deals.count', { count }) : undefined} action={create} fill>
      <FilterBar coming={own.coming} filters={[...narrowing, ...view]} value={values} onChange={(patch) => setSearch(own.patchOf(patch) as Partial<typeof search>)}>
        <Views list="board" filters={[...narrowing, ...view]} search={search} columns={() => []} onShow={(patch) => setSearch(patch as Partial<typeof search>)} />
        {canMove && (
          <Button variant="default" size="xs" aria-pressed={chosen !== undefined} onClick={() => setChosen(chosen ? undefined : new Map())}>
            {t(chosen ? 'crm.board.selectDone' : 'crm.board.select')}
          </Button>
        )}
      </FilterBar>
      <Unvalued of={(sort === '-value' || min) && unvalued ? unvalued : []} />
      {chosen && chosen.size > 0 && <DealBulk selected={new Set(chosen.keys())} nameOf={(id) => chosen.get(id)} onClear={() => setChosen(new Map())} />}
      {stages.length === 0 ? (
        error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={4} label={t('names.crm.pipeline')} />
      ) : (
        <>
          {nothing && hidden.length === 0 && <Empty kind="nothing" title={t('crm.deals.nothing')} what={t('crm.deals.what')} example={t('crm.deals.example')} action={create} />}
          <Board
            stages={stages}
            filters={filters}
            filtered={hidden.length > 0}
            moves={moves}
            move={move}
            said={said}
            say={say}
            canMove={canMove}
            canClose={may('crm:deal:close')}
            mayExplain={mayExplain}
            totals={totals}
            ownerName={ownerName}
            onAsk={onAsk}
            told={told}
            tell={tell}
            chosen={chosen}
            onChoose={onChoose}
          />
          {nothing && hidden.length > 0 && <Empty kind="filtered" filters={hidden} onClear={() => setSearch(own.patchOf(clearing(narrowing)) as Partial<typeof search>)} />}
        </>
      )}
      {search.new && canMove && <NewDeal onClose={() => setSearch({ new: undefined })} onOpened={(id) => void navigate({ search: (before) => ({ ...before, new: undefined, peek: `deal:${id}` }) })} />}
      {need && <NeedDialog id={need.deal.deal_id} stage={need.stage} missing={need.missing} onClose={() => setNeed(undefined)} />}
      {ask && <CloseAsk {...ask} onClose={() => setAsk(undefined)} onDone={() => ask.kind === 'win' && open('deal', ask.id)} />}
    </Page>
  );
}

/** The chosen deals with this one, or without it when it was among them. */
function toggled(now: ReadonlyMap<string, string> | undefined, deal: Deal): ReadonlyMap<string, string> {
  const next = new Map(now);
  if (!next.delete(deal.deal_id)) next.set(deal.deal_id, deal.name);
  return next;
}
