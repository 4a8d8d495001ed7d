import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { collator, date, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { changeOf, type ChangeQuery } from '../../ui/explainQuery.ts';
import { Figure } from '../../ui/Figure.tsx';
import { Share } from '../../ui/Share.tsx';
import type { ShareOf } from '../../ui/share.ts';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import css from '../reporting.module.css';
import { Counted, type Listed } from './Counted.tsx';
import type { Cell } from '../../ui/csv.ts';
import type { ComparedRow, Row } from './model.ts';
import { inOrder, nextOrder, type Order } from './order.ts';
import { momentOf } from './queries.ts';

export type Measure = {
  readonly key: string;
  readonly label: string;
  readonly kind: 'figure' | 'count' | 'share';
  /** Of a share: the figures it is worked out of. */
  readonly of?: { readonly part: string; readonly whole: string };
  /** Of a count: the list of what is counted now, and the figure whose postings count it at any other moment. */
  readonly counted?: { readonly list: (row: Row) => Listed | undefined; readonly figure: string };
};
type AnyRow = Row | ComparedRow;
const isCompared = (row: AnyRow): row is ComparedRow => 'change' in row;

type Shape = {
  readonly rowLabel: string;
  readonly measures: readonly Measure[];
  readonly main: string;
  readonly rows: readonly AnyRow[];
  readonly asof: string | undefined;
  readonly since: string | undefined;
};

const nameOf = (row: Row) => row.name ?? t('reporting.none');
const thenLabel = (measure: Measure | undefined, since: string) => t('reporting.before', { figure: measure?.label ?? '', day: date(since) });

/** One line per row and currency; totals stand below, as the service gave them. */
export function ReportTable({ label, rowLabel, measures, main, rows, totals, asof, since, ordered }: Shape & { readonly label: string; readonly totals: readonly AnyRow[]; /** The rows come in an order that says something; else the largest stand first, as in the chart. */ readonly ordered?: boolean | undefined }) {
  const [order, setOrder] = useState<Order>();
  const measured = measures.find((one) => one.key === main);
  const sumOf = (pick: (total: AnyRow) => ReactNode) => (
    <>
      {totals.map((total) => (
        <span key={total.currency} className={css.line}>{pick(total)}</span>
      ))}
    </>
  );
  const named = (row: AnyRow) => (row.id === 'total' ? t('reporting.total') : nameOf(row));
  const narrow = useMediaQuery('(max-width: 600px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const measuredColumns = measures.map((measure): TableColumn<AnyRow> => {
    const shown = (row: AnyRow) => value(row, measure, named(row), totals.length > 1, { measures, asof });
    return { id: measure.key, header: measure.label, align: 'end', sum: sumOf(shown), cell: shown };
  });
  const compared: TableColumn<AnyRow>[] = since
    ? [
        {
          id: 'then',
          header: thenLabel(measured, since),
          align: 'end',
          cell: (row) => isCompared(row) && <Figure value={row.before?.amount} label={`${thenLabel(measured, since)}, ${named(row)}`} explain={row.before?.explain} style="exact" />,
        },
        { id: 'change', header: t('reporting.change'), align: 'end', cell: (row) => isCompared(row) && <Change value={row.change} label={`${t('reporting.change')}, ${named(row)}`} explain={changed(row, main, asof, since)} /> },
      ]
    : [];
  // What a report is about comes first where only two figures find room beside the names.
  const first = narrow ? measuredColumns.filter((column) => column.id === main) : [];
  const columns: TableColumn<AnyRow>[] = [
    { id: 'name', header: rowLabel, sum: t('reporting.total'), cell: nameOf },
    ...first,
    ...(narrow ? compared.toReversed() : []),
    ...measuredColumns.filter((column) => !first.includes(column)),
    ...(narrow ? [] : compared),
  ];
  const summed = columns.map((column) => (column.sum === undefined ? { ...column, sum: sumOf(column.cell) } : column));
  const sorted = order ? inOrder(rows, order, collator().compare) : ordered ? rows : inOrder(rows, { size: main }, collator().compare);
  const sorting = summed.map((column): TableColumn<AnyRow> => {
    const now = order?.by === column.id ? (order.down ? 'descending' : 'ascending') : 'none';
    return { ...column, sort: now, header: <Head now={now} onSort={() => setOrder(nextOrder(order, column.id))}>{column.header}</Head> };
  });
  return <Table label={label} columns={sorting} rows={sorted} rowId={(row) => `${row.id} ${row.currency}`} pinned />;
}

/** The head of a column is what it is sorted by. */
function Head({ now, onSort, children }: { readonly now: 'ascending' | 'descending' | 'none'; readonly onSort: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className={css.head} onClick={onSort}>
      {now === 'ascending' && <IconArrowUp size={13} aria-hidden />}
      {now === 'descending' && <IconArrowDown size={13} aria-hidden />}
      <span>{children}</span>
    </button>
  );
}

type Around = Pick<Shape, 'measures' | 'asof'>;
function value(row: AnyRow, measure: Measure, name: string, mixed: boolean, { measures, asof }: Around) {
  switch (measure.kind) {
    case 'figure': {
      const figure = row.figures[measure.key];
      return <Figure value={figure?.amount} label={`${measure.label}, ${name}`} explain={figure?.explain} style={mixed ? 'code' : 'exact'} />;
    }
    case 'count': {
      const count = row.counts?.[measure.key];
      const { counted } = measure;
      // The list is of now.
      return count === undefined ? '–' : <Counted count={count} label={`${measure.label}, ${name}`} list={asof === undefined ? counted?.list(row) : undefined} explain={counted && row.figures[counted.figure]?.explain} />;
    }
    case 'share': {
      const side = (key: string | undefined): ShareOf | undefined => {
        const figure = key === undefined ? undefined : row.figures[key];
        return figure && { label: measures.find((one) => one.key === key)?.label ?? '', explain: figure.explain };
      };
      return <Share value={row.shares?.[measure.key]} label={measure.label} of={name} part={side(measure.of?.part)} whole={side(measure.of?.whole)} />;
    }
  }
}

/** Whichever moment knows the figure knows how it is asked for. */
function changed(row: ComparedRow, main: string, asof: string | undefined, since: string): ChangeQuery | undefined {
  const explain = row.figures[main]?.explain ?? row.before?.explain;
  const moment = momentOf(since);
  return explain && moment ? changeOf(explain, moment, momentOf(asof)) : undefined;
}

/** A change always has its sign, and is explained by what came between. */
export function Change({ value, label, explain }: { readonly value: Money; readonly label: string; readonly explain?: ChangeQuery }) {
  const up = !value.amount.startsWith('-') && !/^[0.]+$/.test(value.amount);
  return (
    <>
      {up && '+'}
      <Figure value={value} label={label} explain={explain} style="exact" />
    </>
  );
}

/** The same rows and columns for a file. */
export function csvOf({ rowLabel, measures, main, rows, since }: Shape): { head: string[]; body: Cell[][] } {
  const measured = measures.find((one) => one.key === main);
  const head = [rowLabel, t('reporting.currency'), ...measures.map((one) => one.label), ...(since ? [thenLabel(measured, since), t('reporting.change')] : [])];
  const body = rows.map((row): Cell[] => [
    nameOf(row),
    row.currency,
    ...measures.map((one) => (one.kind === 'figure' ? row.figures[one.key]?.amount : one.kind === 'count' ? row.counts?.[one.key] : row.shares?.[one.key])),
    ...(since && isCompared(row) ? [row.before?.amount ?? { amount: '0' }, row.change] : []),
  ]);
  return { head, body };
}
