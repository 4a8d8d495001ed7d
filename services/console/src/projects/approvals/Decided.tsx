import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import { entryQuery, type Entry } from '../queries.ts';
import { timeTone } from '../time/words.tsx';
import css from './approvals.module.css';

/** Entries whose state is looked up; of more it is only said how many. */
const most = 20;

type Props = {
  /** What does not wait any more, as it was seen. */
  readonly gone: readonly Entry[];
  /** What can still be decided of what was chosen. */
  readonly rest: readonly Entry[];
  readonly onRest: () => void;
  readonly onClose: () => void;
};

/** Somebody else was faster with some of the chosen entries: how each stands now, and the others all the same. */
export function Decided({ gone, rest, onRest, onClose }: Props) {
  const now = useQueries({ queries: gone.slice(0, most).map((one) => ({ ...entryQuery(one.time_entry_id), staleTime: 0 })) });
  const rows = gone.slice(0, most).map((entry, at) => ({ entry, now: now[at]?.data?.value, failed: now[at]?.isError ?? false }));
  return (
    <Dialog title={t('projects.approvals.overtaken', { count: gone.length })} onClose={onClose} size="lg">
      <p className={css.sub}>{rest.length > 0 ? t('projects.approvals.overtakenRest', { count: rest.length }) : t('projects.approvals.overtakenAll')}</p>
      <Table
        label={t('projects.approvals.overtaken', { count: gone.length })}
        rows={rows}
        rowId={({ entry }) => entry.time_entry_id}
        columns={[
          { id: 'what', header: t('projects.approvals.entry'), cell: ({ entry }) => `${entry.person_name} · ${entry.task_name}, ${date(entry.work_on, 'weekday')}` },
          { id: 'hours', header: t('projects.time.hours'), align: 'end', cell: ({ entry, now: is }) => <span className="num">{is && is.hours !== entry.hours ? `${hours(entry.hours)} → ${hours(is.hours)}` : hours(entry.hours)}</span> },
          {
            id: 'state',
            header: t('projects.project.status'),
            cell: ({ now: is, failed }) => (is ? <StateBadge tone={timeTone[is.status]}>{t(`projects.time.status.${is.status}`)}</StateBadge> : failed ? t('projects.approvals.takenAway') : '…'),
          },
        ]}
      />
      {gone.length > most && <p className={css.sub}>{t('projects.approvals.overtakenMore', { count: gone.length - most })}</p>}
      <div className={css.actions}>
        {rest.length > 0 && <Button onClick={onRest}>{t('projects.approvals.approveMany', { count: rest.length })}</Button>}
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
