import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { date, instant, listed, money, number, today, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { AsOfBand } from '../../ui/AsOfBand.tsx';
import { Chart } from '../../ui/charts/index.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import { pipelinesQuery } from '../deals/queries.ts';
import parts from '../parts/parts.module.css';
import { Behind } from './Behind.tsx';
import { forecastQuery, type Figures as FiguresOf, type Forecast, type Row, type Which } from './data.ts';
import { changeOf, isEarlier, rowKey, withGone } from './compare.ts';
import { isNothing, narrowing } from './teach.ts';
import css from './forecast.module.css';
import type { PanelProps } from './ForecastPage.tsx';
import type { By } from './search.ts';
import { later } from '../../ui/soon.ts';

// They hold a calendar.
const Moments = later(() => import('./Moments.tsx'), 'Moments');
// It stands below the figures.
const Odds = later(() => import('./Odds.tsx'), 'Odds');
type Asked = { readonly title: string; readonly explain: string; readonly which: Which };

/** Three figures beside each other, month by month and row by row, each opening into its deals. */
export function Figures({ search, set }: PanelProps) {
  const { data, error: failed, isPending, refetch } = useQuery(forecastQuery(search));
  const compares = isEarlier(search.since, search.asof, today());
  // Of the same months, which another day would choose otherwise.
  const earlier = useQuery({ ...forecastQuery({ ...search, asof: search.since }, [data?.months[0]?.month, data?.months.at(-1)?.month]), enabled: data !== undefined && compares });
  const then = compares ? earlier.data : undefined;
  const error = failed ?? earlier.error;
  const [asked, setAsked] = useState<Asked>();
  const nothing = data && isNothing(data.total) && isNothing(then?.total);
  return (
    <>
      <div className={css.bar} data-print="off">
        <Moments asof={search.asof} since={search.since} set={set} />
      </div>
      <AsOfBand value={search.asof} onChange={(asof) => set({ asof })} />
      {error && (!data || earlier.error) ? <Failure error={error} onRetry={() => void (data ? earlier.refetch() : refetch())} /> : null}
      {isPending && <Waiting columns={5} label={t('names.crm.forecast')} />}
      {data && <Notes forecast={data} set={set} />}
      {nothing && <Nothing search={search} set={set} waiting={data.to_mend.passed + data.to_mend.undated} />}
      {data && !nothing && (
        <>
          <Summary figures={data.total} then={then?.total} open={setAsked} />
          <div className={css.chart}>
          <Chart
            title={t('forecast.months')}
            unit={data.currency}
            kind="columns"
            series={[
              { key: 'by_stage', label: t('forecast.byStage') },
              { key: 'by_learned', label: t('forecast.byLearned') },
              { key: 'won', label: t('forecast.won'), kind: 'budget' },
            ]}
            points={data.months.map((one) => ({
              id: one.month,
              x: date(`${one.month}-01`, 'month'),
              values: { by_stage: Number(one.by_stage.amount.amount), by_learned: Number(one.by_learned.amount.amount), won: Number(one.won?.amount.amount ?? 0) },
            }))}
            mark={({ key, label }, { id, x }) => {
              const month = data.months.find((one) => one.month === id);
              return month && { open: () => setAsked({ title: `${label} · ${x}`, explain: month.explain, which: key === 'won' ? 'won' : 'forecast' }) };
            }}
          />
          </div>
          <Section title={t('forecast.months')}>
            <Table label={t('forecast.months')} pinned rows={data.months} rowId={(one) => one.month} columns={columns<Forecast['months'][number]>({
                head: t('forecast.month'),
                name: (one) => date(`${one.month}-01`, 'month'),
                figuresOf: (one) => one,
                thenOf: (one) => then?.months.find((other) => other.month === one.month),
                total: data.total,
                totalThen: then?.total,
                open: setAsked,
              })} />
          </Section>
          <Rows forecast={data} then={then} open={setAsked} />
          <Odds stages={data.stages} method={data.method} asof={search.asof} />
          <p className={parts.hint}>{t('forecast.three')}</p>
          <p className={parts.hint}>
            {t('forecast.asOf', { when: instant(data.as_of, 'exact') })}
            {data.rates.length > 0 && ` · ${t('forecast.rates')}: ${listed(data.rates.map((one) => t('forecast.rateUsed', { currency: one.currency, rate: `${number(one.rate, 6)} ${data.currency}`, day: date(one.on) })))}`}
          </p>
        </>
      )}
      {asked && <Behind {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** What would stand here, and how it comes about. */
function Nothing({ search, set, waiting }: PanelProps & { readonly waiting: number }) {
  const may = useMay();
  const labels = { owner: t('forecast.owner'), team: t('forecast.team'), pipeline: t('forecast.pipeline'), category: t('forecast.category') };
  const hidden = narrowing.filter((one) => search[one] !== undefined);
  if (hidden.length > 0)
    return <Empty kind="filtered" filters={hidden.map((one) => labels[one])} onClear={() => set(Object.fromEntries(narrowing.map((one) => [one, undefined])))} />;
  return (
    <Empty
      kind="nothing"
      title={t('forecast.nothing')}
      what={`${t('forecast.what')} ${t('forecast.three')}`}
      example={t('forecast.example')}
      action={
        may('crm:deal:write') && waiting === 0 && !search.asof ? (
          <Button component={Link} to="/crm/deals" search={{ new: true } as never} leftSection={<IconPlus size={16} aria-hidden />}>
            {t('names.crm.deal.new')}
          </Button>
        ) : undefined
      }
    />
  );
}

/** What is in no figure, and why. */
function Notes({ forecast, set }: { readonly forecast: Forecast; readonly set: PanelProps['set'] }) {
  const waiting = forecast.to_mend.passed + forecast.to_mend.undated;
  const missing = [...forecast.missing_rates, ...forecast.missing_rates_won];
  if (waiting === 0 && missing.length === 0) return null;
  return (
    <ul className={css.notes}>
      {waiting > 0 && (
        <li>
          {t('forecast.mendHint', { count: waiting })}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => set({ tab: 'mend' })}>
            {t('forecast.mendOpen')}
          </Button>
        </li>
      )}
      {missing.map((one, index) => (
        <li key={`${one.currency}${index}`}>
          {t('forecast.missing', { count: one.deals, currency: one.currency })} ({money(one.value)})
        </li>
      ))}
    </ul>
  );
}

function Summary({ figures, then, open }: { readonly figures: FiguresOf; readonly then: FiguresOf | undefined; readonly open: (asked: Asked) => void }) {
  const name = t('forecast.total');
  return (
    <dl className={parts.figures}>
      {measures.map(({ key, label, of, covers, which }) => {
        const value = of(figures);
        return (
          value && (
            <div key={key}>
              <dt>{t(label)}</dt>
              <dd>
                <Opens shown={money(value, 'exact')} label={`${t(label)}, ${name}`} onOpen={() => open({ title: `${t(label)} · ${name}`, explain: figures.explain, which: which ?? 'forecast' })} />
                {covers && (
                  <button type="button" className={css.covers} onClick={() => open({ title: `${t(label)} · ${name}`, explain: figures.explain, which: 'forecast' })}>
                    {t('forecast.covers', { count: covers(figures) })}
                  </button>
                )}
                {then && <Change now={value} then={of(then)} />}
              </dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

type Measure = {
  readonly key: string;
  readonly label: 'forecast.value' | 'forecast.commit' | 'forecast.byStage' | 'forecast.byLearned' | 'forecast.byPeople' | 'forecast.won';
  readonly of: (figures: FiguresOf) => Money | undefined;
  readonly covers?: (figures: FiguresOf) => number;
  readonly which?: Which;
};
const measures: readonly Measure[] = [
  { key: 'value', label: 'forecast.value', of: (one) => one.value, covers: (one) => one.deals },
  { key: 'commit', label: 'forecast.commit', of: (one) => one.commit },
  { key: 'by_stage', label: 'forecast.byStage', of: (one) => one.by_stage.amount, covers: (one) => one.by_stage.deals },
  { key: 'by_learned', label: 'forecast.byLearned', of: (one) => one.by_learned.amount, covers: (one) => one.by_learned.deals },
  { key: 'by_people', label: 'forecast.byPeople', of: (one) => one.by_people.amount, covers: (one) => one.by_people.deals },
  { key: 'won', label: 'forecast.won', of: (one) => one.won?.amount, which: 'won' },
];

/** A figure that opens into the deals it is of. */
function Opens({ shown, label, onOpen }: { readonly shown: string; readonly label: string; readonly onOpen: () => void }) {
  return (
    <button type="button" className={css.opens} aria-label={t('forecast.deals.link', { label, value: shown })} onClick={onOpen}>
      {shown}
    </button>
  );
}

/** What changed since the other moment; always with its sign. */
function Change({ now, then }: { readonly now: Money; readonly then: Money | undefined }) {
  const value = changeOf(now, then);
  const up = !value.amount.startsWith('-') && !/^[0.]+$/.test(value.amount);
  return (
    <span className={css.change}>
      {up && '+'}
      {money(value, 'exact')}
    </span>
  );
}

type TableOf<R> = {
  readonly head: string;
  readonly name: (row: R) => string;
  readonly figuresOf: (row: R) => FiguresOf;
  /** Those of the other moment; what was not there then counts as nothing. */
  readonly thenOf: (row: R) => FiguresOf | undefined;
  readonly total: FiguresOf;
  /** Nothing when no other moment was chosen. */
  readonly totalThen: FiguresOf | undefined;
  readonly open: (asked: Asked) => void;
};
function columns<R>({ head, name, figuresOf, thenOf, total, totalThen, open }: TableOf<R>): TableColumn<R>[] {
  const cell = (figures: FiguresOf, before: FiguresOf | undefined, named: string, { label, of, which }: Measure) => {
    const value = of(figures);
    if (!value) return '–';
    return (
      <>
        <Opens shown={money(value, 'exact')} label={`${t(label)}, ${named}`} onOpen={() => open({ title: `${t(label)} · ${named}`, explain: figures.explain, which: which ?? 'forecast' })} />
        {totalThen && <Change now={value} then={before && of(before)} />}
      </>
    );
  };
  const deals = (figures: FiguresOf, named: string) => (
    <Opens shown={number(figures.deals)} label={`${t('forecast.deals')}, ${named}`} onOpen={() => open({ title: `${t('forecast.deals')} · ${named}`, explain: figures.explain, which: 'forecast' })} />
  );
  return [
    { id: 'name', header: head, cell: name, sum: t('forecast.total') },
    { id: 'deals', header: t('forecast.deals'), align: 'end', cell: (row) => deals(figuresOf(row), name(row)), sum: deals(total, t('forecast.total')) },
    ...measures.map(
      (measure): TableColumn<R> => ({ id: measure.key, header: t(measure.label), align: 'end', cell: (row) => cell(figuresOf(row), thenOf(row), name(row), measure), sum: cell(total, totalThen, t('forecast.total'), measure) }),
    ),
  ];
}

function Rows({ forecast, then, open }: { readonly forecast: Forecast; readonly then: Forecast | undefined; readonly open: (asked: Asked) => void }) {
  const { data: pipelines } = useQuery(pipelinesQuery);
  const by: By = forecast.by;
  const nameOf = (row: Row): string => {
    if (row.category) return t(`forecast.category.${row.category}`);
    if (row.name) return row.name;
    const pipeline = by === 'pipeline' && pipelines?.items.find((one) => one.pipeline_id === row.id)?.name;
    return pipeline || (row.id ? t('forecast.unnamed') : t('forecast.nobody'));
  };
  return (
    <Section title={t(`forecast.by.${by}`)}>
      <Table
        label={t(`forecast.by.${by}`)}
        pinned
        rows={withGone(forecast, then)}
        rowId={rowKey}
        columns={columns<Row>({
          head: t(`forecast.${by}`),
          name: nameOf,
          figuresOf: (row) => row.total,
          thenOf: (row) => then?.items.find((other) => rowKey(other) === rowKey(row))?.total,
          total: forecast.total,
          totalThen: then?.total,
          open,
        })}
      />
    </Section>
  );
}
