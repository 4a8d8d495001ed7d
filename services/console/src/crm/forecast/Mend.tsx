import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useMay } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { toast } from '../../ui/toasts.tsx';
import { mendClose } from './change.ts';
import { dealsQuery, forecastQuery, type ForecastDeal } from './data.ts';
import type { PanelProps } from './ForecastPage.tsx';

/** Deals that are no forecast until somebody says when they are expected to close. */
export function Mend({ search }: PanelProps) {
  const { data } = useQuery(forecastQuery({ ...search, asof: undefined }));
  const address = `?${new URLSearchParams(Object.entries({ owner_id: search.owner, team_id: search.team, pipeline_id: search.pipeline }).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
  if (data && data.to_mend.passed + data.to_mend.undated === 0) return <Empty kind="nothing" title={t('forecast.mend.none')} what={t('forecast.mend.what')} />;
  return (
    <>
      <List which="passed" address={address} />
      <List which="undated" address={address} />
    </>
  );
}

function List({ which, address }: { readonly which: 'passed' | 'undated'; readonly address: string }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:deal:write');
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(dealsQuery(address, which));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  const mend = async (row: ForecastDeal, day: string | null) => {
    if (!day) return;
    if (await mendClose(row, day)) toast.done(t('forecast.mend.saved', { name: row.name ?? '', day: date(day) }));
    await queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
    await queries.invalidateQueries({ queryKey: ['reporting', 'forecast'] });
  };
  return (
    <Section title={t(`forecast.mend.${which}`)}>
      <Table
        label={t(`forecast.mend.${which}`)}
        pinned
        rows={rows}
        rowId={(row) => row.deal_id}
        columns={[
          { id: 'deal', header: t('names.crm.deal'), cell: (row) => <RecordLink kind="deal" id={row.deal_id}>{row.name ?? t('forecast.unnamed')}</RecordLink> },
          { id: 'account', header: t('names.crm.account'), cell: (row) => row.account_name ?? '–' },
          { id: 'owner', header: t('forecast.owner'), cell: (row) => row.owner_name ?? t('forecast.nobody') },
          { id: 'stage', header: t('forecast.stage'), cell: (row) => row.stage_name ?? '–' },
          { id: 'value', header: t('forecast.value'), align: 'end', cell: (row) => <MoneyCell value={row.value} style="exact" /> },
          {
            id: 'closes',
            header: t('forecast.closes'),
            cell: (row) => (
              <InlineEdit
                label={`${t('forecast.closes')}, ${row.name ?? ''}`}
                kind="day"
                disabled={!canWrite}
                value={row.expected_close_on ?? ''}
                shown={row.expected_close_on ? date(row.expected_close_on) : t('common.none')}
                required
                onSave={(day) => mend(row, day)}
              />
            ),
          },
        ]}
      />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}
