import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, date, number, percent, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Chart, type Series } from '../../ui/charts/index.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import file from '../../ui/export.module.css';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Schema } from '../../api/client.ts';
import parts from '../parts/parts.module.css';
import { Behind } from './Behind.tsx';
import { accuracyQuery, snapshotsQuery, whoseQuery } from './data.ts';
import type { PanelProps } from './ForecastPage.tsx';
import { leadOf, monthLines, weekLines } from './lines.ts';
import { Missing } from './Missing.tsx';
import { monthsAround } from './months.ts';

type Column = Schema<'ForecastColumn'>;
const labels = { commit: 'forecast.commit', by_stage: 'forecast.byStage', by_learned: 'forecast.byLearned', by_people: 'forecast.byPeople' } as const satisfies Record<Column, string>;
const said = (): Series[] => [
  { key: 'by_stage', label: t('forecast.byStage'), kind: 'forecast' },
  { key: 'by_learned', label: t('forecast.byLearned'), kind: 'forecast' },
  { key: 'commit', label: t('forecast.commit'), kind: 'budget' },
];
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
  const scored = useQuery(accuracyQuery(search)).data;
  const came = scored?.items.find((one) => one.month === search.month)?.came.amount;
  const currency = data?.[0]?.value.currency;
  return (
    <Section
      title={t('forecast.snapshots.title')}
      aside={
        <div className={file.beside}>
          <Export rows={data?.length} service="reporting" list="forecast-snapshots" query={{ ...whoseQuery(search), month: search.month }} />
          <Select
            size="xs"
            aria-label={t('forecast.snapshots.month')}
            placeholder={t('forecast.snapshots.all')}
            clearable
            data={monthsAround(today(), -12, 12).map((value) => ({ value, label: monthName(value) }))}
            value={search.month ?? null}
            onChange={(month) => set({ month: month ?? undefined })}
          />
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
          kind="lines"
          series={[...said(), ...(came === undefined ? [] : [{ key: 'came', label: t('forecast.accuracy.came') }])]}
          points={weekLines(data, came).map(({ id, values }) => ({ id, x: `${date(id)} – ${date(addDays(id, 6))}`, short: date(id, 'day'), values }))}
          // The figures as they stood when the week began.
          mark={(_, { id }) => ({ to: '/crm/forecast', search: { ...search, tab: 'figures', asof: id } })}
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
          <Months search={search} accuracy={data} />
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

/** What came, month by month, and what had been said of it. A point opens the deals that were won. */
function Months({ search, accuracy }: Pick<PanelProps, 'search'> & { readonly accuracy: Schema<'Accuracy'> }) {
  const [asked, setAsked] = useState<string>();
  const lead = leadOf(accuracy.items);
  if (lead === undefined) return null;
  const whose = Object.entries({ owner_id: search.owner, team_id: search.team, pipeline_id: search.pipeline }).filter((one): one is [string, string] => one[1] !== undefined);
  return (
    <>
      <Chart
        title={t('forecast.accuracy.chart', { count: lead })}
        unit={accuracy.currency}
        kind="lines"
        series={[{ key: 'came', label: t('forecast.accuracy.came') }, ...said()]}
        points={monthLines(accuracy.items, lead).map(({ id, values }) => ({ id, x: monthName(id), values }))}
        mark={(_, { id }) => ({ open: () => setAsked(id) })}
      />
      {asked && (
        <Behind
          title={`${t('forecast.won')} · ${monthName(asked)}`}
          explain={`/v1/forecast/deals?${new URLSearchParams([...whose, ['from', asked], ['to', asked]]).toString()}`}
          which="won"
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
