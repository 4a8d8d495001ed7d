import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { addDays, date, number, percent, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Chart } from '../../ui/charts/index.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import file from '../../ui/export.module.css';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Schema } from '../../api/client.ts';
import parts from '../parts/parts.module.css';
import { accuracyQuery, snapshotsQuery, whoseQuery } from './data.ts';
import type { PanelProps } from './ForecastPage.tsx';
import { Missing } from './Missing.tsx';
import { monthsAround } from './months.ts';

type Column = Schema<'ForecastColumn'>;
const labels = { commit: 'forecast.commit', by_stage: 'forecast.byStage', by_learned: 'forecast.byLearned', by_people: 'forecast.byPeople' } as const satisfies Record<Column, string>;
const monthName = (month: string) => date(`${month}-01`, 'month');

/** What was said week by week, and how good that was. */
export function Accuracy(props: PanelProps) {
  return (
    <>
      <Weeks {...props} />
      <Scores {...props} />
    </>
  );
}

function Weeks({ search, set }: PanelProps) {
  const { data, error, refetch } = useQuery(snapshotsQuery(search, search.month));
  const currency = data?.[0]?.value.currency;
  return (
    <Section
      title={t('forecast.snapshots.title')}
      aside={
        <div className={file.beside}>
          <Select
            size="xs"
            aria-label={t('forecast.snapshots.month')}
            placeholder={t('forecast.snapshots.all')}
            clearable
            data={monthsAround(today(), -12, 12).map((value) => ({ value, label: monthName(value) }))}
            value={search.month ?? null}
            onChange={(month) => set({ month: month ?? undefined })}
          />
          <Export service="reporting" list="forecast-snapshots" query={{ ...whoseQuery(search), month: search.month }} />
        </div>
      }
    >
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data?.length === 0 && <Empty kind="nothing" title={t('forecast.snapshots.none')} what={t('forecast.snapshots.what')} />}
      {data?.[0] && <Missing rates={data[0].missing_rates} />}
      {data && data.length > 0 && (
        <Chart
          title={search.month ? monthName(search.month) : t('forecast.snapshots.all')}
          {...(currency ? { unit: currency } : {})}
          series={[
            { key: 'by_stage', label: t('forecast.byStage') },
            { key: 'by_learned', label: t('forecast.byLearned') },
            { key: 'commit', label: t('forecast.commit'), kind: 'budget' },
          ]}
          points={data.toReversed().map((one) => ({
            x: `${date(one.week_on)} – ${date(addDays(one.week_on, 6))}`,
            values: { by_stage: Number(one.by_stage.amount.amount), by_learned: Number(one.by_learned.amount.amount), commit: Number(one.commit.amount) },
          }))}
        />
      )}
    </Section>
  );
}

function Scores({ search }: PanelProps) {
  const { data, error, refetch } = useQuery(accuracyQuery(search));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const rows = data.items.flatMap((item) => item.said.map((said) => ({ ...said, month: item.month, came: item.came, missingWon: item.missing_rates })));
  const errorOf = (row: (typeof rows)[number], column: Column) => {
    const score = row.scores.find((one) => one.column === column);
    if (!score) return '–';
    return (
      <>
        <MoneyCell value={score.said} style="exact" /> <span className="num">({score.error_percent === null || score.error_percent === undefined ? '–' : percent(score.error_percent)})</span>
      </>
    );
  };
  return (
    <Section title={t('forecast.accuracy.title')} aside={rows.length > 0 && <Export service="reporting" list="forecast-accuracy" query={whoseQuery(search)} />}>
      {rows.length === 0 ? (
        <Empty kind="nothing" title={t('forecast.accuracy.none')} what={t('forecast.accuracy.what')} />
      ) : (
        <>
          <Table
            label={t('forecast.accuracy.title')}
            pinned
            rows={data.measures}
            rowId={(one) => `${one.weeks_before} ${one.column}`}
            columns={[
              { id: 'figure', header: t('forecast.accuracy.figure'), cell: (one) => `${t(labels[one.column])}, ${t('forecast.accuracy.weeks', { count: one.weeks_before })}` },
              { id: 'months', header: t('forecast.accuracy.months'), align: 'end', cell: (one) => <span className="num">{number(one.months)}</span> },
              { id: 'bias', header: t('forecast.accuracy.bias'), align: 'end', cell: (one) => <MoneyCell value={one.mean_error} style="exact" /> },
              { id: 'mae', header: t('forecast.accuracy.mae'), align: 'end', cell: (one) => <MoneyCell value={one.mean_absolute_error} style="exact" /> },
              { id: 'weighted', header: t('forecast.accuracy.weighted'), align: 'end', cell: (one) => <span className="num">{one.weighted_error_percent ? percent(one.weighted_error_percent) : '–'}</span> },
            ]}
          />
          <Table
            label={t('forecast.months')}
            pinned
            rows={rows}
            rowId={(row) => `${row.month} ${row.weeks_before}`}
            columns={[
              {
                id: 'month',
                header: t('forecast.month'),
                cell: (row) => (
                  <>
                    {`${monthName(row.month)}, ${t('forecast.accuracy.weeks', { count: row.weeks_before })}`}
                    <Missing rates={row.missing_rates} />
                  </>
                ),
              },
              {
                id: 'came',
                header: t('forecast.accuracy.came'),
                align: 'end',
                cell: (row) => (
                  <>
                    <MoneyCell value={row.came} style="exact" />
                    <Missing rates={row.missingWon} />
                  </>
                ),
              },
              ...(Object.keys(labels) as Column[]).map((column) => ({ id: column, header: t(labels[column]), align: 'end' as const, cell: (row: (typeof rows)[number]) => errorOf(row, column) })),
            ]}
          />
          <p className={parts.hint}>{t('forecast.accuracy.method')}</p>
        </>
      )}
    </Section>
  );
}
