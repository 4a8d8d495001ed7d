import { Button } from '@mantine/core';
import { IconArrowsDiff, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import type { Compared } from './useCompared.ts';
import css from '../reporting.module.css';
import { later } from '../../ui/soon.ts';
import { Tabs } from '../../ui/Tabs.tsx';

// Both hold a calendar.
const AsOf = later(() => import('../../ui/AsOf.tsx'), 'AsOf');
const Since = later(() => import('./Since.tsx'), 'Since');

const reports = [
  ['/reports/margin', 'reporting.margin.title'],
  ['/reports/receivables', 'reporting.receivables.title'],
  ['/reports/unbilled', 'reporting.unbilled.title'],
  ['/reports/pipeline', 'reporting.pipeline.title'],
  ['/reports/ledger', 'reporting.ledger.title'],
] as const;

/** From report to report, keeping the moment. */
export function ReportTabs({ compared: { asof, since } }: { compared: Compared }) {
  return (
    <Tabs label={t('names.reporting.reports')} tabs={reports.map(([to, label]) => ({ to, search: { asof, since }, label: t(label) }))} />
  );
}

/** Of which moment, since when, as a file, on paper. */
export function ReportBar({ compared, onExport, file }: { readonly compared: Compared; readonly onExport?: (() => void) | undefined; /** Instead of what is shown: all of it, as the service writes it. */ readonly file?: ReactNode }) {
  const { asof, since, set } = compared;
  const box = <span className={css.placeholder} />;
  return (
    <div className={css.bar} data-print="off">
      <AsOf value={asof} onChange={(day) => set({ asof: day })} meanwhile={box} />
      <Since value={since} icon={<IconArrowsDiff size={16} aria-hidden />} latest={asof} onChange={(day) => set({ since: day })} meanwhile={box} />
      <span className={css.end}>
        {file ?? (
          <Button variant="default" disabled={!onExport} onClick={onExport}>
            {t('reporting.export')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => globalThis.print()}>
          {t('reporting.print')}
        </Button>
      </span>
    </div>
  );
}
