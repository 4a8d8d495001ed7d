import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Chart, explained, type Point } from '../../ui/charts/index.ts';
import css from '../reporting.module.css';
import { chartRows, totalOf, type ComparedRow, type Row } from './model.ts';
import type { Measure } from './ReportTable.tsx';

type Props = { readonly rows: readonly (Row | ComparedRow)[]; readonly main: string; readonly measures: readonly Measure[]; readonly since: string | undefined };
const room = 12;

/** The main figure by row, a chart per currency: amounts of two currencies share no axis. */
export function ReportChart({ rows, main, measures, since }: Props) {
  const label = measures.find((one) => one.key === main)?.label ?? '';
  const currencies = [...new Set(rows.map((row) => row.currency))];
  return (
    <>
      {currencies.map((currency) => {
        const { shown, rest } = chartRows(rows, currency, main, room);
        if (shown.length === 0) return null;
        const name = (row: Row) => row.name ?? t('reporting.none');
        const earlier = (row: Row | ComparedRow) => ('before' in row && row.before ? Number(row.before.amount.amount) : null);
        const points: Point[] = shown.map((row) => ({ id: row.id, x: name(row), values: { now: Number(row.figures[main]?.amount.amount ?? 0), before: earlier(row) } }));
        if (rest.length > 0) points.push({ id: 'others', x: t('reporting.others', { count: rest.length }), values: { now: Number(totalOf(rest, main)?.amount ?? 0), before: null } });
        return (
          <div key={currency} className={css.card}>
          <Chart
            title={label}
            unit={currency}
            series={[
              { key: 'now', label: t('reporting.now') },
              ...(since ? [{ key: 'before', label: date(since), kind: 'budget' as const }] : []),
            ]}
            points={points}
            mark={(series, { id, x }) => {
              const row = shown.find((one) => one.id === id);
              const old = row && 'before' in row ? (row as ComparedRow).before : null;
              const figure = series.key === 'before' ? old : row?.figures[main];
              return figure ? explained(figure.explain, `${label}, ${x}`) : undefined;
            }}
          />
          </div>
        );
      })}
    </>
  );
}
