import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { optimistic } from '../../api/optimistic.ts';
import { ProblemError, type FieldError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { dealHistoryQuery, dealQuery, pipelinesQuery, type DealDetails } from '../deals/queries.ts';
import { aboutDeal } from './about.ts';
import css from './deal.module.css';
import { moveDeal } from './moves.ts';
import { settleDeal } from './useDeal.ts';
import { soon } from '../../ui/soon.ts';

const NeedDialog = soon(() => import('./NeedDialog.tsx'), 'NeedDialog');

/** The way of a deal: each stage with the days spent in it; while it is open, a click moves it. */
export function StagePath({ shown, canMove }: { readonly shown: Versioned<DealDetails>; readonly canMove: boolean }) {
  const queries = useQueryClient();
  const deal = shown.value;
  const { data: pipelines } = useQuery(pipelinesQuery);
  const { data: history } = useQuery(dealHistoryQuery(deal.deal_id));
  const pipeline = pipelines?.items.find((one) => one.pipeline_id === deal.pipeline_id);
  const stages = pipeline?.stages.filter((stage) => stage.status === 'open') ?? [];
  const [need, setNeed] = useState<{ stage: { stage_id: string; name: string }; missing: readonly FieldError[] }>();
  const at = stages.findIndex((stage) => stage.stage_id === deal.stage_id);

  const move = (stageId: string, undo: boolean) => {
    const stage = stages.find((one) => one.stage_id === stageId);
    const now = queries.getQueryData<Versioned<DealDetails>>(dealQuery(deal.deal_id).queryKey) ?? shown;
    const from = now.value.stage_id;
    if (!stage || from === stageId) return;
    optimistic<Versioned<DealDetails>, Awaited<ReturnType<typeof moveDeal>> | null>(queries, {
      key: dealQuery(deal.deal_id).queryKey,
      apply: (before) => ({ ...before, value: { ...before.value, stage_id: stageId, stage_name: stage.name, odds_percent: stage.odds_percent } }),
      send: () =>
        meeting.act<DealDetails, Awaited<ReturnType<typeof moveDeal>>>({
          ...aboutDeal(queries, now),
          label: t('crm.moveTo.stage', { stage: stage.name }),
          can: (newer) => newer.status === 'open' && newer.stage_id !== stageId,
          upon: ['status', 'stage_id'],
          send: (etag, key) => moveDeal(deal.deal_id, stageId, key, etag),
        }),
      settle: (before, answer) => (answer ? { etag: answer.etag, value: { ...before.value, ...answer.value } } : before),
    }).then(
      (answer) => {
        if (!answer) return;
        settleDeal(queries, answer);
        toast.done(t('crm.moved', { name: deal.name, stage: stage.name }), undo ? () => move(from, false) : undefined);
      },
      (error: unknown) => {
        if (error instanceof ProblemError && error.code === 'stage-requirements') setNeed({ stage, missing: error.errors });
        else toast.failed(error, () => move(stageId, undo));
      },
    );
  };

  return (
    <>
      <ol className={css.path} aria-label={t('crm.stage')}>
        {stages.map((stage, index) => {
          const days = history?.stages.find((one) => one.stage_id === stage.stage_id)?.total_days;
          const words = (
            <>
              <span>{stage.name}</span>
              <small className="num">{days === undefined ? '\u00a0' : t('crm.days', { count: days })}</small>
            </>
          );
          const state = index === at ? 'now' : days !== undefined || index < at ? 'past' : 'next';
          return (
            <li key={stage.stage_id} data-state={state} data-status={deal.status}>
              {canMove && index !== at ? (
                <button type="button" aria-label={t('crm.moveTo.stage', { stage: stage.name })} onClick={() => move(stage.stage_id, true)}>
                  {words}
                </button>
              ) : (
                <div aria-current={index === at ? 'step' : undefined}>{words}</div>
              )}
            </li>
          );
        })}
      </ol>
      {need && <NeedDialog id={deal.deal_id} {...need} onClose={() => setNeed(undefined)} />}
    </>
  );
}
