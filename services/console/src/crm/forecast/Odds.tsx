import { percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import parts from '../parts/parts.module.css';
import type { Forecast } from './data.ts';

/** The odds of each stage: what its pipeline says, and what closed deals say with how sure that is. */
export function Odds({ stages, method }: Pick<Forecast, 'stages' | 'method'>) {
  if (stages.length === 0) return null;
  return (
    <Section title={t('crm.forecast.odds')}>
      <Table
        label={t('crm.forecast.odds')}
        pinned
        rows={stages}
        rowId={(stage) => stage.stage_id}
        columns={[
          { id: 'stage', header: t('crm.forecast.stage'), cell: (stage) => stage.name ?? t('crm.forecast.unnamed') },
          { id: 'pipeline', header: t('crm.forecast.odds.pipeline'), align: 'end', cell: ({ odds_percent }) => <span className="num">{odds_percent === null || odds_percent === undefined ? '–' : percent(odds_percent, 0)}</span> },
          { id: 'learned', header: t('crm.forecast.odds.learned'), align: 'end', cell: ({ learned }) => <span className="num">{learned.odds_percent ? percent(learned.odds_percent) : t('crm.forecast.odds.few')}</span> },
          {
            id: 'sure',
            header: t('crm.forecast.odds.sure'),
            align: 'end',
            cell: ({ learned }) => <span className="num">{learned.low_percent && learned.high_percent ? `${percent(learned.low_percent)} – ${percent(learned.high_percent)}` : '–'}</span>,
          },
          { id: 'sample', header: t('crm.forecast.odds.sample'), align: 'end', cell: ({ learned }) => <span className="num">{t('crm.forecast.odds.sampleOf', { won: learned.won, closed: learned.closed })}</span> },
        ]}
      />
      <p className={parts.hint}>{t('crm.forecast.odds.method', { days: method.window_days, least: method.least_closed })}</p>
    </Section>
  );
}
