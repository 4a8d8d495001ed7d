import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import parts from '../parts/parts.module.css';
import { sampleQuery, type Forecast } from './data.ts';

type Props = { readonly stage: Forecast['stages'][number]; readonly days: number; readonly asof: string | undefined; readonly onClose: () => void };

/** The closed deals that the odds of a stage are learned from. */
export function Sample({ stage, days, asof, onClose }: Props) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(sampleQuery(stage.stage_id, asof));
  const title = t('forecast.odds.sampleTitle', { stage: stage.name ?? t('forecast.unnamed') });
  return (
    <Dialog title={title} onClose={onClose} size={860}>
      <p className={parts.hint}>{t('forecast.odds.sampleWhat', { won: stage.learned.won, closed: stage.learned.closed, days })}</p>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {isPending && <Waiting columns={5} label={title} />}
      {data && (
        <Table
          label={title}
          pinned
          rows={data.pages.flatMap((page) => page.items)}
          rowId={(row) => row.deal_id}
          columns={[
            { id: 'deal', header: t('names.crm.deal'), cell: (row) => <RecordLink kind="deal" id={row.deal_id}>{row.name ?? t('forecast.unnamed')}</RecordLink> },
            { id: 'account', header: t('names.crm.account'), cell: (row) => row.account_name ?? '–' },
            { id: 'owner', header: t('forecast.owner'), cell: (row) => row.owner_name ?? t('forecast.nobody') },
            { id: 'day', header: t('forecast.closed'), cell: (row) => <span className="num">{date(row.closed_on)}</span> },
            { id: 'how', header: t('forecast.odds.ended'), cell: (row) => <StateBadge tone={row.won ? 'good' : 'neutral'}>{row.won ? t('forecast.odds.won') : t('forecast.odds.lost')}</StateBadge> },
            { id: 'value', header: t('forecast.value'), align: 'end', cell: (row) => <MoneyCell value={row.value} style="exact" /> },
          ]}
        />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Dialog>
  );
}
