import { ago, date, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import type { Column } from '../../ui/grid/index.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { shownValue } from '../parts/custom.ts';
import { sortedBy, sortedByField } from '../parts/sorts.ts';
import type { Field, Tag } from '../settings/queries.ts';
import { TagNames } from '../settings/TagName.tsx';
import css from './leads.module.css';
import type { Lead } from './queries.ts';
import { Score } from './Score.tsx';

export const statusTone = { new: 'info', working: 'warn', nurture: 'neutral', converted: 'good', disqualified: 'late' } as const;

export const LeadStatus = ({ lead }: { readonly lead: Lead }) => <StateBadge tone={statusTone[lead.status]}>{t(`leads.status.${lead.status}`)}</StateBadge>;

export function leadColumns(ownerName: (id: string | null | undefined) => string | undefined, fields: readonly Field[], tags: readonly Tag[] | undefined): Column<Lead>[] {
  return [
    {
      id: 'name',
      header: t('leads.name'),
      width: 184,
      phone: 'title',
      sort: sortedBy('name'),
      cell: (row) => <span className={css.name}>{row.name}</span>,
    },
    { id: 'company', header: t('leads.company'), width: 152, phone: 'detail', sort: sortedBy('company'), cell: (row) => row.company ?? '–' },
    { id: 'score', header: t('leads.score'), width: 84, align: 'end', phone: 'figure', sort: sortedBy('score'), cell: (row) => <Score lead={row} /> },
    { id: 'status', header: t('leads.status'), width: 124, phone: 'state', sort: sortedBy('status'), cell: (row) => <LeadStatus lead={row} />, phoneCell: (row) => (row.response_overdue ? <StateBadge tone="late">{t('leads.overdue')}</StateBadge> : <LeadStatus lead={row} />) },
    {
      id: 'received',
      header: t('leads.received'),
      width: 240,
      phone: 'detail',
      sort: sortedBy('received_at'),
      // That it is late says its state there.
      phoneCell: (row) => ago(row.received_at),
      cell: (row) => (
        <span>
          {ago(row.received_at)}
          {row.response_overdue && <span className={css.late}> · {t('leads.overdue')}</span>}
        </span>
      ),
    },
    { id: 'source', header: t('leads.source'), width: 108, sort: sortedBy('source'), cell: (row) => row.origin.source ?? '–' },
    { id: 'owner', header: t('leads.owner'), width: 140, sort: sortedBy('owner'), cell: (row) => ownerName(row.owner_id) ?? <span className={css.sub}>{t('leads.nobody')}</span> },
    { id: 'next', header: t('crm.next'), width: 116, sort: sortedBy('next_step'), cell: (row) => row.next_step?.text ?? row.next_follow_up?.title ?? '–' },
    { id: 'email', header: t('leads.email'), width: 200, hidden: true, sort: sortedBy('email'), cell: (row) => row.email ?? '–' },
    { id: 'phone', header: t('leads.field.phone'), width: 140, hidden: true, sort: sortedBy('phone'), cell: (row) => <span className="num">{row.phone ?? '–'}</span> },
    { id: 'job', header: t('leads.field.job_title'), width: 160, hidden: true, sort: sortedBy('job_title'), cell: (row) => row.job_title ?? '–' },
    { id: 'country', header: t('leads.field.country'), width: 132, hidden: true, sort: sortedBy('country'), cell: (row) => (row.country ? countryName(row.country) : '–') },
    { id: 'campaign', header: t('leads.field.campaign'), width: 140, hidden: true, sort: sortedBy('campaign'), cell: (row) => row.origin.campaign ?? '–' },
    { id: 'value', header: t('leads.field.estimated_value'), width: 132, align: 'end', hidden: true, sort: sortedBy('estimated_value'), cell: (row) => (row.estimated_value ? <MoneyCell value={row.estimated_value} /> : '–') },
    { id: 'answer', header: t('leads.column.answerBy'), width: 148, hidden: true, sort: sortedBy('first_response_due_at'), cell: (row) => (row.first_response_due_at && !row.first_responded_at ? <span className="num">{instant(row.first_response_due_at)}</span> : '–') },
    { id: 'until', header: t('leads.filter.due'), width: 132, hidden: true, sort: sortedBy('nurture_until'), cell: (row) => (row.nurture_until ? <span className="num">{date(row.nurture_until)}</span> : '–') },
    { id: 'tags', header: t('crm.settings.tags'), width: 168, hidden: true, cell: (row) => <TagNames ids={row.tags ?? []} tags={tags} /> },
    ...fields.map((field): Column<Lead> => ({ id: field.field_id, header: field.name, width: 140, hidden: true, sort: sortedByField(field.field_id), cell: (row) => shownValue(field, row.custom?.[field.field_id]) })),
  ];
}
