import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { date, hours, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from '../projects.module.css';
import { entryQuery } from '../queries.ts';
import { timeTone } from './words.tsx';

/** A time entry at the side. */
export function EntryPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(entryQuery(id));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.projects.time.entry')} />;
  const entry = data.value;
  return (
    <div className={css.stack}>
      <div>
        <h2>
          {entry.task_name}, {hours(entry.hours)}
        </h2>
        <StateBadge tone={timeTone[entry.status]}>{t(`projects.time.status.${entry.status}`)}</StateBadge>
      </div>
      {entry.note && <p>{entry.note}</p>}
      {entry.rejection && <p className={css.late}>{t('projects.time.sentBack', { reason: entry.rejection })}</p>}
      <Facts
        items={[
          [t('projects.approvals.person'), entry.person_name],
          [t('projects.approvals.day'), date(entry.work_on, 'long')],
          [t('projects.time.billableHours'), hours(entry.billable_hours)],
          [t('projects.approvals.billed'), entry.bill_amount ? <MoneyCell key="bill" value={entry.bill_amount} /> : t('projects.approvals.notBilled')],
          entry.cost && [t('projects.approvals.cost'), <MoneyCell key="cost" value={entry.cost} />],
          [t('projects.time.onInvoice'), entry.billed ? t('projects.yes') : t('projects.no')],
          entry.approved_at && [t('projects.time.approvedAt'), instant(entry.approved_at)],
        ]}
      />
      <Link to="/time" search={{ person: entry.person_id, week: entry.work_on }}>
        {t('projects.time.showWeek')}
      </Link>
    </div>
  );
}
