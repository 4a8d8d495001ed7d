import { useQuery } from '@tanstack/react-query';
import { date, instant, timeZone } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { AsOfBand } from '../../ui/AsOfBand.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { changeOf } from '../../ui/explainQuery.ts';
import { Export } from '../../ui/Export.tsx';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import css from '../reporting.module.css';
import { download, toCsv, type Cell } from '../../ui/csv.ts';
import { compareBalances, credit, debit, growsByCredit, sides, type BalanceRow } from './ledger.ts';
import { balancesQuery, momentOf } from './queries.ts';
import { ReportBar, ReportTabs } from './ReportBar.tsx';
import { Change } from './ReportTable.tsx';
import { SinceBand } from './SinceBand.tsx';
import { useCompared } from './useCompared.ts';

const nameOf = (row: BalanceRow) => tMaybe(`reporting.account.${row.account}`, row.account.replaceAll('_', ' '));

/** Every account of the ledger: what is real, and what is only expected or planned. */
export function LedgerPage() {
  const compared = useCompared();
  const { asof, since, ahead, set } = compared;
  const now = useQuery(balancesQuery(asof));
  const then = useQuery({ ...balancesQuery(since), enabled: since !== undefined });
  const ready = now.data && (!since || then.data);
  const rows = ready && now.data ? compareBalances(now.data.items, since ? then.data?.items : undefined) : undefined;
  const parts = rows && [
    { title: t('reporting.ledger.real'), rows: rows.filter((row) => row.kind !== 'memo') },
    { title: t('reporting.ledger.memo'), rows: rows.filter((row) => row.kind === 'memo') },
  ];
  const exportCsv = rows && (() => {
    const head = [t('reporting.ledger.account'), t('reporting.ledger.kind'), t('reporting.currency'), t('reporting.ledger.debit'), t('reporting.ledger.credit'), ...(since ? [date(since), t('reporting.change')] : [])];
    const body = rows.map((row): Cell[] => [nameOf(row), t(`reporting.kind.${row.kind}`), row.currency, debit(row.amount), credit(row.amount), ...(since ? [row.before ?? { amount: '0' }, row.change] : [])]);
    download(`ledger_${asof ?? now.data?.as_of.slice(0, 10)}.csv`, toCsv(head, body));
  });
  const error = now.error ?? then.error;
  return (
    <Page title={t('reporting.ledger.title')} count={rows?.length ? t('reporting.ledger.count', { count: rows.length }) : undefined}>
      <ReportTabs compared={compared} />
      {/* Two moments compared are of this page alone: they go out as they are shown. */}
      <ReportBar compared={compared} {...(since ? { onExport: exportCsv } : { file: <Export service="reporting" list="balances" query={{ as_of: momentOf(asof) }} /> })} />
      <AsOfBand value={asof ?? ahead} onChange={(day) => set({ asof: day })} />
      <SinceBand compared={compared} />
      {error && !ready && <Failure error={error} onRetry={() => void now.refetch()} />}
      {!ready && !error && <Waiting columns={4} label={t('reporting.ledger.title')} />}
      {rows?.length === 0 && <Empty kind="nothing" title={t('reporting.nothing')} what={asof ? t('reporting.nothingThen', { day: date(asof) }) : t('reporting.ledger.what')} />}
      {parts?.map((part) => part.rows.length > 0 && <Part key={part.title} title={part.title} rows={part.rows} asof={asof} since={since} />)}
      {rows && <p className={css.foot}>{t('reporting.asOfFoot', { when: instant(now.data?.as_of ?? '', 'exact'), zone: timeZone() })}</p>}
    </Page>
  );
}

function Part({ title, rows, asof, since }: { title: string; rows: readonly BalanceRow[]; asof: string | undefined; since: string | undefined }) {
  const moment = momentOf(since);
  const both = sides(rows);
  const side = (header: string, pick: typeof debit, key: 'debit' | 'credit'): TableColumn<BalanceRow> => ({
    id: key,
    header,
    align: 'end',
    cell: (row) => {
      const value = pick(row.amount);
      return value ? <Figure value={value} label={nameOf(row)} explain={row.explain} style="exact" /> : null;
    },
    sum: <>{both.map((one) => <span key={one.currency} className={css.line}><MoneyCell value={one[key]} style="exact" /></span>)}</>,
  });
  const columns: TableColumn<BalanceRow>[] = [
    { id: 'account', header: t('reporting.ledger.account'), cell: nameOf, sum: t('reporting.total') },
    { id: 'kind', header: t('reporting.ledger.kind'), wide: true, cell: (row) => t(`reporting.kind.${row.kind}`) },
    side(t('reporting.ledger.debit'), debit, 'debit'),
    side(t('reporting.ledger.credit'), credit, 'credit'),
    ...(since
      ? ([
          { id: 'then', header: date(since), align: 'end', cell: (row) => <Figure value={row.before} label={`${nameOf(row)}, ${date(since)}`} explain={row.beforeExplain} style="exact" /> },
          { id: 'change', header: t('reporting.change'), align: 'end', cell: (row) => <Change value={row.change} label={`${t('reporting.change')}, ${nameOf(row)}`} explain={moment ? changeOf(row.explain, moment, momentOf(asof), growsByCredit(row) ? undefined : 'yes') : undefined} /> },
        ] satisfies TableColumn<BalanceRow>[])
      : []),
  ];
  return (
    <Section title={title} aside={both.every((one) => one.even) ? <StateBadge tone="good">{t('reporting.ledger.even')}</StateBadge> : <StateBadge tone="late">{t('reporting.ledger.uneven')}</StateBadge>}>
      <Table label={title} columns={columns} rows={rows} rowId={(row) => `${row.account} ${row.currency}`} pinned even />
    </Section>
  );
}
