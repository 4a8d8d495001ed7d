import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { pipelinesQuery } from '../deals/queries.ts';
import parts from '../parts/parts.module.css';
import type { Forecast } from './data.ts';
import css from './forecast.module.css';
import { severalPipelines } from './several.ts';
import { soon } from '../../ui/soon.ts';

type Stage = Forecast['stages'][number];
const Sample = soon(() => import('./Sample.tsx'), 'Sample');

/** The odds of each stage: what its pipeline says, and what closed deals say with how sure that is. */
export function Odds({ stages, method, asof }: Pick<Forecast, 'stages' | 'method'> & { readonly asof: string | undefined }) {
  const [asked, setAsked] = useState<Stage>();
  const { data: pipelines } = useQuery(pipelinesQuery);
  if (stages.length === 0) return null;
  // As deals go through them; what no pipeline has any more comes last.
  const way = pipelines?.items.flatMap((pipeline) => pipeline.stages.map((stage) => stage.stage_id)) ?? [];
  const place = (id: string) => (way.includes(id) ? way.indexOf(id) : way.length);
  const named = severalPipelines(stages, pipelines?.items ?? []);
  return (
    <Section title={t('forecast.odds')}>
      <Table
        label={t('forecast.odds')}
        pinned
        rows={stages.toSorted((one, other) => place(one.stage_id) - place(other.stage_id))}
        rowId={(stage) => stage.stage_id}
        columns={[
          { id: 'stage', header: t('forecast.stage'), cell: (stage) => stage.name ?? t('forecast.unnamed') },
          ...(named ? [{ id: 'of', header: t('forecast.pipeline'), cell: (stage: Stage) => named.get(stage.stage_id) ?? '–' }] : []),
          { id: 'pipeline', header: t('forecast.odds.pipeline'), align: 'end', cell: ({ odds_percent }) => <span className="num">{odds_percent === null || odds_percent === undefined ? '–' : percent(odds_percent, 0)}</span> },
          { id: 'learned', header: t('forecast.odds.learned'), align: 'end', cell: ({ learned }) => <span className="num">{learned.odds_percent ? percent(learned.odds_percent) : t('forecast.odds.few')}</span> },
          {
            id: 'sure',
            header: t('forecast.odds.sure'),
            align: 'end',
            cell: ({ learned }) => <span className="num">{learned.low_percent && learned.high_percent ? `${percent(learned.low_percent)} – ${percent(learned.high_percent)}` : '–'}</span>,
          },
          {
            id: 'sample',
            header: t('forecast.odds.sample'),
            align: 'end',
            cell: (stage) => {
              const { won, closed } = stage.learned;
              const shown = t('forecast.odds.sampleOf', { won, closed });
              if (closed === 0) return <span className="num">{shown}</span>;
              return (
                <button type="button" className={css.opens} aria-label={t('forecast.deals.link', { label: t('forecast.odds.sampleTitle', { stage: stage.name ?? t('forecast.unnamed') }), value: shown })} onClick={() => setAsked(stage)}>
                  {shown}
                </button>
              );
            },
          },
        ]}
      />
      <p className={parts.hint}>{t('forecast.odds.method', { days: method.window_days, least: method.least_closed })}</p>
      {asked && <Sample stage={asked} days={method.window_days} asof={asof} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}
