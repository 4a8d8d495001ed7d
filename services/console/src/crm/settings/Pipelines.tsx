import { ActionIcon, Button, Select } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { pipelinesQuery } from '../deals/queries.ts';
import { WithExport } from '../imports/Export.tsx';
import parts from '../parts/parts.module.css';
import { archivedPipelinesQuery } from './archived.ts';
import { archivePipeline, changePipeline, restorePipeline } from './change.ts';
import { moved, place } from './moved.ts';
import { OrderedList } from './OrderedList.tsx';
import { OutOfUse } from './OutOfUse.tsx';
import type { Pipeline } from './queries.ts';
import css from './settings.module.css';
import { soon } from '../../ui/soon.ts';

const PipelineDialog = soon(() => import('./PipelineDialog.tsx'), 'PipelineDialog');

/** The ways deals go. */
export function Pipelines() {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:settings:manage');
  const { data, error, refetch } = useQuery(pipelinesQuery);
  const { data: archived = [] } = useQuery({ ...archivedPipelinesQuery, enabled: canWrite });
  const [asked, setAsked] = useState<Pipeline | 'new'>();
  const [archiving, setArchiving] = useState<Pipeline>();
  const [moveTo, setMoveTo] = useState<string | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['crm'] });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  const pipelines = data?.items ?? [];
  const move = async (from: number, to: number) => {
    const order = moved(pipelines, from, to);
    queries.setQueryData(pipelinesQuery.queryKey, { items: order });
    await place(order, changePipeline);
  };
  const makeDefault = (pipeline: Pipeline) =>
    changePipeline(pipeline, { is_default: true }).then((after) => {
      refresh();
      if (after) toast.done(t('crm.pipeline.defaulted', { name: pipeline.name }));
    }, toast.failed);
  const archive = (pipeline: Pipeline, to: string | null) =>
    archivePipeline(pipeline, to).then(
      (after) => {
        setArchiving(undefined);
        refresh();
        if (after) toast.done(t('crm.settings.archived', { name: pipeline.name }));
      },
      (failure: unknown) => {
        // Deals are under way: where do they go?
        if (failure instanceof ProblemError && failure.code === 'pipeline-in-use') {
          setMoveTo(null);
          setArchiving(pipeline);
        } else toast.failed(failure);
      },
    );
  return (
    <Section
      title={t('crm.settings.pipelines')}
      aside={
        <WithExport list="pipelines" query={{ archived: true }}>
          {canWrite && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('crm.pipeline.new')}
            </Button>
          )}
        </WithExport>
      }
    >
      <OrderedList
        label={t('crm.settings.pipelines')}
        {...(canWrite ? { onMove: (from: number, to: number) => void move(from, to).catch(toast.failed).finally(refresh) } : {})}
        items={pipelines.map((pipeline) => ({
          id: pipeline.pipeline_id,
          name: pipeline.name,
          content: (
            <>
              <span className={css.what}>
                {pipeline.name} {pipeline.is_default && <StateBadge tone="info">{t('crm.pipeline.default')}</StateBadge>}
                <span className={css.sub}>{pipeline.stages.filter((stage) => stage.status === 'open').map((stage) => `${stage.name} ${stage.odds_percent}%`).join(' → ')}</span>
              </span>
              {canWrite && (
                <span className={css.tools}>
                  {!pipeline.is_default && (
                    <Button variant="subtle" size="xs" onClick={() => void makeDefault(pipeline)}>
                      {t('crm.pipeline.makeDefault')}
                    </Button>
                  )}
                  <ActionIcon size={28} aria-label={t('crm.settings.edit', { name: pipeline.name })} onClick={() => setAsked(pipeline)}>
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  {!pipeline.is_default && (
                    <ActionIcon size={28} aria-label={t('crm.settings.archive', { name: pipeline.name })} onClick={() => void archive(pipeline, null)}>
                      <IconArchive size={16} aria-hidden />
                    </ActionIcon>
                  )}
                </span>
              )}
            </>
          ),
        }))}
      />
      <OutOfUse items={archived.map((one) => ({ id: one.pipeline_id, name: one.name, restore: () => restorePipeline(one) }))} onRestored={refresh} />
      {asked && <PipelineDialog {...(asked === 'new' ? {} : { pipeline: asked })} onClose={() => setAsked(undefined)} onSaved={refresh} />}
      {archiving && (
        <Dialog title={t('crm.settings.archive', { name: archiving.name })} onClose={() => setArchiving(undefined)}>
          <div className={parts.stack}>
            <p className={parts.hint}>{t('crm.pipeline.inUse')}</p>
            <Select
              label={t('crm.pipeline.moveTo')}
              data-autofocus
              data={pipelines
                .filter((one) => one.pipeline_id !== archiving.pipeline_id)
                .map((one) => ({ group: one.name, items: one.stages.filter((stage) => stage.status === 'open').map((stage) => ({ value: stage.stage_id, label: stage.name })) }))}
              value={moveTo}
              onChange={setMoveTo}
            />
            <Button style={{ justifySelf: 'start' }} disabled={!moveTo} onClick={() => void archive(archiving, moveTo)}>
              {t('crm.settings.doArchive')}
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}
