import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Empty } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { usePeek } from '../../ui/peek.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useList } from '../../ui/useList.ts';
import type { Entry } from '../queries.ts';
import { timeTone } from '../time/words.tsx';
import { timeOfProjectQuery } from './queries.ts';

/** Every entry of a project, the latest work first. */
export function TimeOfProject({ project }: { readonly project: string }) {
  const list = useList(timeOfProjectQuery(project));
  const { peeked, open } = usePeek();
  const columns: Column<Entry>[] = [
    { id: 'day', header: t('projects.approvals.day'), width: 132, phone: 'detail', cell: (row) => <span className="num">{date(row.work_on)}</span> },
    { id: 'person', header: t('projects.approvals.person'), width: 160, phone: 'detail', cell: (row) => row.person_name },
    { id: 'task', header: t('projects.task.name'), width: 200, phone: 'title', cell: (row) => row.task_name },
    { id: 'note', header: t('projects.time.note'), width: 240, cell: (row) => row.note ?? '–' },
    { id: 'status', header: t('projects.project.status'), width: 128, phone: 'state', cell: (row) => <StateBadge tone={timeTone[row.status]}>{row.billed ? t('projects.time.billed') : t(`projects.time.status.${row.status}`)}</StateBadge> },
    { id: 'hours', header: t('projects.time.hours'), width: 80, align: 'end', phone: 'figure', cell: (row) => <span className="num">{hours(row.hours)}</span> },
    { id: 'bill', header: t('projects.approvals.billed'), width: 120, align: 'end', cell: (row) => <MoneyCell value={row.bill_amount} /> },
  ];
  return (
    <DataGrid
      name="projects.time"
      label={t('projects.project.time')}
      columns={columns}
      list={list}
      rowId={(row) => row.time_entry_id}
      rowName={(row) => `${row.task_name}, ${date(row.work_on)}, ${row.person_name}`}
      peeked={peeked?.kind === 'time' ? peeked.id : undefined}
      onPeek={(row) => open('time', row.time_entry_id)}
      empty={<Empty kind="nothing" title={t('projects.time.noneHere')} what={t('projects.time.noneHereWhat')} />}
    />
  );
}
