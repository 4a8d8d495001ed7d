import { ActionIcon, Button } from '@mantine/core';
import { IconCheck, IconPlus, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { howMany, useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { Export } from '../imports/Export.tsx';
import { sortedBy, taskSorts } from '../parts/sorts.ts';
import { tasksRoute } from '../routes.ts';
import type { FollowUp } from '../talk/data.ts';
import { useFollowUps } from '../talk/useFollowUps.ts';
import { tomorrow } from '../talk/when.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { dueOn } from '../parts/due.ts';
import css from './desk.module.css';
import { AboutCell } from './RecordName.tsx';
import { namedSorts, priorities, readTasks, spans, taskStatuses, tasksQuery, type TaskSearch } from './tasks.ts';
import { soon } from '../../ui/soon.ts';

const TaskDialog = soon(() => import('./TaskDialog.tsx'), 'TaskDialog');
const NewTask = soon(() => import('./TaskDialog.tsx'), 'NewTask');
const tones = { open: 'info', done: 'good', cancelled: 'neutral' } as const;

/** All tasks: one's own that are to be done, unless others are asked for. */
export function TasksPage() {
  const search = readTasks(tasksRoute.useSearch());
  const navigate = useNavigate({ from: tasksRoute.fullPath });
  const { member_id } = useSession();
  const canWrite = useMay()('crm:activity:write');
  const list = useList(tasksQuery(search, member_id ?? undefined));
  const { data: members } = useQuery(membersQuery);
  const { done, later } = useFollowUps();
  const [current, setCurrent] = useState<FollowUp>();
  const setSearch = (patch: Partial<TaskSearch>) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: 'q' in patch });

  const shown: Filter[] = [
    { kind: 'text', name: 'q', label: t('desk.tasks.find') },
    { kind: 'choice', name: 'status', label: t('desk.tasks.status'), options: taskStatuses.map((value) => ({ value, label: t(`desk.tasks.status.${value}`) })) },
    { kind: 'choice', name: 'owner', label: t('desk.tasks.owner'), options: members?.map((one) => ({ value: one.member_id, label: one.name })) ?? [] },
    { kind: 'yes', name: 'all', label: t('desk.tasks.everybody') },
    { kind: 'yes', name: 'overdue', label: t('desk.tasks.overdue') },
    { kind: 'choice', name: 'priority', label: t('desk.tasks.priority'), options: priorities.map((value) => ({ value, label: t(`talk.followUp.${value}`) })) },
    { kind: 'choice', name: 'within', label: t('desk.tasks.until'), options: spans.map((value) => ({ value, label: t(`desk.tasks.within.${value}`) })) },
    { kind: 'day', more: true, name: 'from', label: t('desk.tasks.filter.from') },
    { kind: 'day', more: true, name: 'until', label: t('desk.tasks.filter.until') },
    { kind: 'yes', more: true, name: 'again', label: t('desk.tasks.again') },
  ];
  const order: Filter = { kind: 'choice', name: 'sort', label: t('desk.tasks.sort'), options: namedSorts.map((value) => ({ value, label: t(`desk.tasks.sort.${value}`) })) };
  const hiding = activeLabels(shown, search);
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('desk.tasks.new')}
    </Button>
  );
  useCommands('tasks', t('names.crm.tasks'), canWrite ? [{ id: 'task.new', label: t('desk.tasks.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  const row = list.rows.find((one) => one.follow_up_id === current?.follow_up_id);
  useCommands(
    'task',
    t('desk.tasks.title'),
    canWrite && row?.status === 'open'
      ? [
          { id: 'task.done', label: t('desk.tasks.complete'), keys: 'x', run: () => void done(row) },
          { id: 'task.later', label: t('desk.tasks.later'), keys: 's', run: () => void later(row, tomorrow()) },
        ]
      : [],
  );
  const columns = taskColumns((id) => members?.find((one) => one.member_id === id)?.name, canWrite ? done : undefined);
  const close = () => setSearch({ task: undefined, new: undefined });
  const { menu, arranged } = useViews({ list: 'follow_ups', name: 'crm.tasks', columns, filters: [...shown, order], search: { ...search, me: member_id ?? undefined }, onShow: (view) => setSearch(view as Partial<TaskSearch>) });
  return (
    <Page title={t('names.crm.tasks')} count={howMany(list, (count) => t('desk.tasks.count', { count }))} action={<><Export rows={list.rows.length} list="follow-ups" query={tasksQuery(search, member_id ?? undefined).queryKey[3]} />{create}</>} fill>
      <FilterBar filters={[...shown, order]} value={search} onChange={(patch) => setSearch(patch as Partial<TaskSearch>)}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        name="crm.tasks"
        label={t('names.crm.tasks')}
        columns={columns}
        list={list}
        rowId={(one) => one.follow_up_id}
        rowName={(one) => one.title}
        sort={search.sort ?? 'due_at'}
        onSort={(sort) => setSearch({ sort: taskSorts.find((one) => one === sort) })}
        onActive={setCurrent}
        onPeek={(one) => setSearch({ task: one.follow_up_id })}
        empty={
          hiding.length > 0 ? (
            <Empty kind="filtered" filters={hiding} onClear={() => setSearch(clearing(shown))} />
          ) : (
            <Empty kind="nothing" title={t('desk.tasks.nothing')} what={t('desk.tasks.what')} example={t('desk.tasks.example')} action={create} />
          )
        }
      />
      {search.task && <TaskDialog key={search.task} id={search.task} onClose={close} />}
      {search.new && canWrite && <NewTask onClose={close} />}
    </Page>
  );
}

function taskColumns(nameOf: (id: string) => string | undefined, done: ((one: FollowUp) => Promise<void>) | undefined): Column<FollowUp>[] {
  return [
    {
      id: 'title',
      header: t('desk.tasks.title'),
      width: 300,
      phone: 'title',
      sort: sortedBy('title'),
      cell: (one) => (
        <span className={css.title}>
          {one.title}
          {one.recurrence && <IconRepeat size={13} aria-label={t(`talk.followUp.again.${one.recurrence.frequency}`)} />}
          {one.priority === 'high' && <StateBadge tone="warn">{t('talk.followUp.high')}</StateBadge>}
        </span>
      ),
    },
    {
      id: 'due',
      header: t('desk.tasks.due'),
      width: 200,
      phone: 'figure',
      sort: sortedBy('due_at'),
      cell: (one) => <DueCell task={one} />,
      // How late says enough where the day would take the title's room.
      phoneCell: (one) => <DueCell task={one} short />,
    },
    { id: 'about', header: t('desk.tasks.about'), width: 220, cell: (one) => <AboutCell about={one.about} /> },
    { id: 'owner', header: t('desk.tasks.owner'), width: 150, phone: 'detail', sort: sortedBy('owner'), cell: (one) => nameOf(one.owner_id) ?? '–' },
    {
      id: 'status',
      header: t('desk.tasks.status'),
      width: 180,
      phone: 'state',
      sort: sortedBy('done_on'),
      cell: (one) => (
        <>
          <StateBadge tone={tones[one.status]}>{t(`desk.tasks.status.${one.status}`)}</StateBadge>
          {one.done_on && <span className={css.sub}> {t('desk.tasks.doneOn', { day: date(one.done_on) })}</span>}
        </>
      ),
    },
    ...(done
      ? [
          {
            id: 'complete',
            header: t('desk.tasks.complete'),
            width: 72,
            cell: (one: FollowUp) =>
              one.status === 'open' && (
                <ActionIcon size={28} aria-label={t('talk.followUp.complete', { title: one.title })} onClick={() => void done(one)}>
                  <IconCheck size={16} aria-hidden />
                </ActionIcon>
              ),
          },
        ]
      : []),
    { id: 'priority', header: t('desk.tasks.priority'), width: 120, hidden: true, sort: { asc: '-priority', desc: 'priority' }, cell: (one) => t(`talk.followUp.${one.priority}`) },
    { id: 'note', header: t('talk.compose.note'), width: 240, hidden: true, cell: (one) => one.note ?? '–' },
  ];
}

/** What is still to be done says when it is late; of what was done only the day matters. */
function DueCell({ task, short }: { readonly task: FollowUp; readonly short?: boolean }) {
  const due = dueOn(task.due_on, task.due_time);
  const late = task.status === 'open' && due.late;
  return <span className={late ? css.late : undefined}>{late ? (short ? due.far : due.text) : due.when}</span>;
}
