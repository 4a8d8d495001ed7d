import type { ReactNode } from 'react';
import { date, daysBetween, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Column } from '../../ui/grid/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { shownValue } from '../parts/custom.ts';
import { sortedBy, sortedByField } from '../parts/sorts.ts';
import type { Field, Tag } from '../settings/queries.ts';
import { TagNames } from '../settings/TagName.tsx';
import css from './deals.module.css';
import type { Deal } from './queries.ts';
import type { DealPatch } from './save.ts';

type Means = {
  readonly ownerName: (id: string | null | undefined) => string;
  readonly save: (row: Deal, patch: DealPatch) => Promise<void>;
  readonly canWrite: boolean;
  readonly total: ReactNode;
  readonly tags: readonly Tag[] | undefined;
  readonly fields: readonly Field[] | undefined;
};

export const statusTone = { open: 'info', won: 'good', lost: 'late' } as const;

export function dealColumns({ ownerName, save, canWrite, total, tags, fields }: Means): Column<Deal>[] {
  return [
    {
      id: 'name',
      header: t('crm.deal.name'),
      width: 216,
      phone: 'title',
      sort: sortedBy('name'),
      cell: (row) => <span className={css.name}>{row.name}</span>,
    },
    { id: 'account', header: t('names.crm.account'), phone: 'detail', sort: sortedBy('account'), cell: (row) => row.account_name ?? '–' },
    { id: 'stage', header: t('crm.stage'), width: 112, sort: sortedBy('stage'), cell: (row) => row.stage_name },
    {
      id: 'status',
      header: t('crm.deal.status'),
      width: 108,
      phone: 'state',
      sort: sortedBy('status'),
      cell: (row) => <StateBadge tone={statusTone[row.status]}>{t(`crm.status.${row.status}`)}</StateBadge>,
    },
    { id: 'value', header: t('crm.deal.value'), width: 136, align: 'end', phone: 'figure', sort: sortedBy('value'), sum: total, cell: (row) => <MoneyCell value={row.value} /> },
    {
      id: 'close',
      header: t('crm.deal.expectedClose'),
      width: 132,
      sort: sortedBy('expected_close_on'),
      cell: (row) => (
        <InlineEdit
          label={`${t('crm.deal.expectedClose')}: ${row.name}`}
          kind="day"
          disabled={!canWrite || row.status !== 'open'}
          value={row.expected_close_on ?? ''}
          shown={<CloseDay deal={row} />}
          onSave={(day) => save(row, { expected_close_on: day })}
        />
      ),
    },
    { id: 'next', header: t('crm.next'), width: 168, sort: sortedBy('next_step'), cell: (row) => row.next_step?.text ?? row.next_follow_up?.title ?? '–' },
    { id: 'owner', header: t('crm.owner'), width: 128, phone: 'detail', sort: sortedBy('owner'), cell: (row) => ownerName(row.owner_id) || '–' },
    { id: 'opened', header: t('crm.deal.opened'), width: 132, hidden: true, sort: sortedBy('opened_on'), cell: (row) => <span className="num">{date(row.opened_on)}</span> },
    { id: 'odds', header: t('crm.deal.odds'), width: 88, align: 'end', hidden: true, sort: sortedBy('odds_percent'), cell: (row) => <span className="num">{row.odds_percent}%</span> },
    { id: 'tags', header: t('crm.settings.tags'), width: 168, hidden: true, cell: (row) => <TagNames ids={row.tags} tags={tags} /> },
    ...(fields ?? []).map((field): Column<Deal> => ({ id: field.field_id, header: field.name, width: 140, hidden: true, sort: sortedByField(field.field_id), cell: (row) => shownValue(field, row.custom[field.field_id]) })),
  ];
}

/** A close date that has passed while the deal is open says by how many days. */
function CloseDay({ deal }: { deal: Deal }) {
  if (!deal.expected_close_on) return <span className={css.none}>–</span>;
  const late = deal.status === 'open' ? daysBetween(deal.expected_close_on, today()) : 0;
  return (
    <span className="num">
      {date(deal.expected_close_on)}
      {late > 0 && <span className={css.late}> {t('crm.deal.lateDays', { count: late })}</span>}
    </span>
  );
}
