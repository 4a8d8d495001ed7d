import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { marginRoute } from '../routes.ts';
import { marginFigures } from './model.ts';
import { marginQuery, type MarginBy } from './queries.ts';
import { ReportPage } from './ReportPage.tsx';
import type { Measure } from './ReportTable.tsx';

/** What is earned and what it costs, by project or by customer. */
export function MarginPage() {
  const { by = 'project', figure = 'margin' } = marginRoute.useSearch();
  const navigate = useNavigate({ from: marginRoute.fullPath });
  const measures: Measure[] = [
    ...marginFigures.slice(0, 4).map((key): Measure => ({ key, label: t(`reporting.figure.${key}`), kind: 'figure' })),
    { key: 'margin_percent', label: t('reporting.figure.margin_percent'), kind: 'share', of: { part: 'margin', whole: 'revenue' } },
    { key: 'unbilled_work', label: t('reporting.figure.unbilled_work'), kind: 'figure' },
  ];
  return (
    <ReportPage
      title={t('reporting.margin.title')}
      rowLabel={t(`reporting.by.${by}`)}
      measures={measures}
      main={figure}
      query={(day) => marginQuery(by, day)}
      file={`margin-${by}`}
      exported={{ list: 'margin', query: { by } }}
      empty={t('reporting.margin.what')}
      begin={{ to: '/projects', label: t('names.projects.title'), permission: 'projects:read' }}
      controls={
        <>
          <SegmentedControl
            aria-label={t('reporting.by')}
            size="sm"
            value={by}
            onChange={(next) => void navigate({ search: (before) => ({ ...before, by: next as MarginBy }) })}
            data={[
              { value: 'project', label: t('reporting.by.project') },
              { value: 'customer', label: t('reporting.by.customer') },
            ]}
          />
          <NativeSelect
            aria-label={t('reporting.figure')}
            value={figure}
            data={marginFigures.map((value) => ({ value, label: t(`reporting.figure.${value}`) }))}
            onChange={(event) => {
              const next = event.currentTarget.value;
              void navigate({ search: (before) => ({ ...before, figure: marginFigures.find((one) => one === next) }) });
            }}
          />
        </>
      }
    />
  );
}
