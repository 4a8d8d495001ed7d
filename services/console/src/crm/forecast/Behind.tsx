import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { date, money, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import parts from '../parts/parts.module.css';
import { dealsQuery, type ForecastDeal, type Which } from './data.ts';

type Props = { readonly title: string; readonly explain: string; readonly which: Which; readonly onClose: () => void };

/** The deals a figure is the sum of, with what each adds. */
export function Behind({ title, explain, which, onClose }: Props) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(dealsQuery(explain, which));
  // What each adds is worth that in the organisation's currency.
  const currency = useSession().organization.base_currency;
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const part = (id: string, header: string, odds: (row: ForecastDeal) => string | number | null | undefined, adds: (row: ForecastDeal) => string | null | undefined): TableColumn<ForecastDeal> => ({
    id,
    header,
    align: 'end',
    cell: (row) => {
      const [odd, amount] = [odds(row), adds(row)];
      if (odd === null || odd === undefined || !amount) return '–';
      return <span className="num">{`${money({ amount, currency }, 'exact')} (${percent(odd, 2)})`}</span>;
    },
  });
  const columns: TableColumn<ForecastDeal>[] = [
    { id: 'deal', header: t('names.crm.deal'), cell: (row) => <RecordLink kind="deal" id={row.deal_id}>{row.name ?? t('forecast.unnamed')}</RecordLink> },
    { id: 'account', header: t('names.crm.account'), cell: (row) => row.account_name ?? '–' },
    { id: 'owner', header: t('forecast.owner'), cell: (row) => row.owner_name ?? t('forecast.nobody') },
    { id: 'day', header: t(which === 'won' ? 'forecast.closed' : 'forecast.closes'), cell: (row) => date(String(which === 'won' ? row.closed_on : row.expected_close_on)) },
    { id: 'value', header: t('forecast.value'), align: 'end', cell: (row) => <MoneyCell value={row.value} style="exact" /> },
    ...(which === 'won'
      ? []
      : [
          { id: 'category', header: t('forecast.category'), cell: (row: ForecastDeal) => (row.category ? t(`forecast.category.${row.category}`) : '–') },
          part('by_stage', t('forecast.byStage'), (row) => row.stage_odds_percent, (row) => row.by_stage),
          part('by_learned', t('forecast.byLearned'), (row) => row.learned_odds_percent, (row) => row.by_learned),
          part('by_people', t('forecast.byPeople'), (row) => row.judged_odds_percent, (row) => row.by_people),
        ]),
  ];
  return (
    <Dialog title={t('forecast.deals.of', { what: title })} onClose={onClose} size={1100}>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {isPending && <Waiting columns={5} label={title} />}
      {data && <Table label={t('forecast.deals.of', { what: title })} pinned rows={rows} rowId={(row) => row.deal_id} columns={columns} />}
      <div className={parts.below}>
        {which !== 'won' && <p className={parts.hint}>{t('forecast.deals.exact')}</p>}
        <Export service="reporting" list="forecast-deals" query={dealsQuery(explain, which).queryKey[3]} />
      </div>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Dialog>
  );
}
