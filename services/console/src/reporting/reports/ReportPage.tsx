import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { date, instant, timeZone } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Permission } from '../../api/client.ts';
import { useMay } from '../../shell/session.ts';
import { AsOfBand } from '../../ui/AsOfBand.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import css from '../reporting.module.css';
import { download, toCsv } from '../../ui/csv.ts';
import { compareRows } from './model.ts';
import { momentOf, type ReportQuery } from './queries.ts';
import { ReportBar, ReportTabs } from './ReportBar.tsx';
import { ReportChart } from './ReportChart.tsx';
import { csvOf, ReportTable, type Measure } from './ReportTable.tsx';
import { SinceBand } from './SinceBand.tsx';
import { useCompared } from './useCompared.ts';

type Props = {
  readonly title: string;
  /** What a row is: `Project`. */
  readonly rowLabel: string;
  readonly measures: readonly Measure[];
  /** The measure that is compared, drawn, and by whose size rows stand. */
  readonly main: string;
  /** The rows stand in an order of their own instead. */
  readonly ordered?: boolean;
  readonly query: (day: string | undefined) => ReportQuery;
  /** Named in the file: `margin-project`. */
  readonly file: string;
  /** The list of its rows that the service gives as a file, and what it is asked with besides the moment. */
  readonly exported: { readonly list: string; readonly query?: Readonly<Record<string, string>> };
  readonly empty: string;
  /** Where that begins, for who may go there. */
  readonly begin: { readonly to: string; readonly label: string; readonly permission: Permission };
  /** Choices of this report: by what, which figure. */
  readonly controls?: ReactNode;
  /** Further parts under the table. */
  readonly children?: ReactNode;
};

/** A report: moment and comparison, chart with its table twin, table with totals, every figure a link to its postings. */
export function ReportPage({ title, rowLabel, measures, main, ordered, query, file, exported, empty, begin, controls, children }: Props) {
  const may = useMay();
  const compared = useCompared();
  const { asof, since, ahead, set } = compared;
  const now = useQuery(query(asof));
  const then = useQuery({ ...query(since), enabled: since !== undefined });
  const ready = now.data && (!since || then.data);
  const rows = ready && now.data && (since && then.data ? compareRows(now.data.rows, then.data.rows, main) : now.data.rows);
  const totals = ready && now.data && (since && then.data ? compareRows(now.data.totals, then.data.totals, main) : now.data.totals);
  const error = now.error ?? then.error;
  const exportCsv = rows
    ? () => {
        const { head, body } = csvOf({ rowLabel, measures, main, rows, asof, since });
        download(`${[file, asof ?? now.data?.asOf.slice(0, 10), since && `since-${since}`].filter(Boolean).join('_')}.csv`, toCsv(head, body));
      }
    : undefined;
  return (
    <Page title={title} count={rows?.length ? t('reporting.rows', { count: rows.length }) : undefined}>
      <ReportTabs compared={compared} />
      {/* Two moments compared are of this page alone: they go out as they are shown. */}
      <ReportBar
        compared={compared}
        {...(since ? { onExport: exportCsv } : { file: <Export service="reporting" list={exported.list} query={{ ...exported.query, as_of: momentOf(asof) }} /> })}
      />
      <AsOfBand value={asof ?? ahead} onChange={(day) => set({ asof: day })} />
      <SinceBand compared={compared} />
      {controls && <div className={css.bar} data-print="off">{controls}</div>}
      {error && !ready && <Failure error={error} onRetry={() => { void now.refetch(); if (since) void then.refetch(); }} />}
      {!ready && !error && <Waiting columns={measures.length + 1} label={title} />}
      {rows && totals && (
        <>
          {rows.length === 0 ? (
            <Empty kind="nothing" title={t('reporting.nothing')} what={asof ? t('reporting.nothingThen', { day: date(asof) }) : empty} action={!asof && may(begin.permission) && <Link to={begin.to as '/'}>{begin.label}</Link>} />
          ) : (
            <>
              <ReportChart rows={rows} main={main} measures={measures} since={since} />
              <Section title={t('reporting.figures')}>
                <ReportTable label={title} rowLabel={rowLabel} measures={measures} main={main} rows={rows} totals={totals} asof={asof} since={since} ordered={ordered} />
              </Section>
            </>
          )}
          {children}
          <p className={css.foot}>
            {t('reporting.asOfFoot', { when: instant(now.data?.asOf ?? '', 'exact'), zone: timeZone() })}
          </p>
        </>
      )}
    </Page>
  );
}
