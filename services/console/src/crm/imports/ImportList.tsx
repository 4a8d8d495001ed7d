import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { instant, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import { useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { importOrders } from '../parts/orders.ts';
import { useHeads } from '../parts/useHeads.tsx';
import { importsQuery, type Summary } from './data.ts';
import { WithExport } from './Export.tsx';
import css from './imports.module.css';
import { tones } from './words.ts';

/** The files that came so far. */
export function ImportList({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { sort, select, head } = useHeads('order', importOrders);
  const list = useList(importsQuery(sort));
  const { data: members } = useQuery(membersQuery);
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.loading) return <Waiting columns={4} label={t('imports.crm.done')} />;
  const columns: TableColumn<Summary>[] = [
    {
      id: 'file',
      ...head('file_name', t('imports.crm.file')),
      cell: (one) => (
        <button type="button" className={css.link} onClick={() => onOpen(one.import_id)}>
          {one.file_name}
        </button>
      ),
    },
    { id: 'status', ...head('status', t('imports.crm.status')), cell: (one) => <StateBadge tone={tones[one.status]}>{t(`imports.crm.status.${one.status}`)}</StateBadge> },
    { id: 'kind', ...head('kind', t('imports.crm.kind')), cell: (one) => t(`imports.crm.kind.${one.kind}`), wide: true },
    { id: 'rows', header: t('imports.crm.rows'), align: 'end', cell: (one) => <span className="num">{number(one.rows, 0)}</span> },
    { id: 'created', header: t('imports.crm.outcome.created'), align: 'end', cell: (one) => <span className="num">{number(one.counts.created, 0)}</span> },
    { id: 'refused', header: t('imports.crm.outcome.refused'), align: 'end', cell: (one) => <span className="num">{number(one.counts.refused, 0)}</span>, wide: true },
    { id: 'by', header: t('imports.crm.by'), cell: (one) => members?.find((member) => one.created_by === `member:${member.member_id}`)?.name ?? '–', wide: true },
    { id: 'at', ...head('created_at', t('imports.crm.at')), cell: (one) => instant(one.created_at), wide: true },
  ];
  return (
    <Section title={t('imports.crm.done')} aside={<WithExport rows={list.rows.length} list="imports" query={{ sort }}>{select(list.rows.length)}</WithExport>}>
      {list.rows.length === 0 ? (
        <Empty kind="nothing" title={t('imports.crm.none')} what={t('imports.crm.none.what')} />
      ) : (
        <Table label={t('imports.crm.done')} columns={columns} rows={list.rows} rowId={(one) => one.import_id} pinned />
      )}
      {list.more.has && (
        <Button variant="default" size="xs" mt={8} loading={list.more.loading} onClick={list.more.load}>
          {t('imports.crm.more')}
        </Button>
      )}
    </Section>
  );
}
