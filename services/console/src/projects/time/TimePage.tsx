import { ActionIcon, Button, Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconCopy, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays, date, daysBetween, hours, today, weekStart } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { ownPersonQuery, personQuery, type Person } from '../queries.ts';
import { timeRoute } from '../routes.ts';
import { DayView } from './DayView.tsx';
import css from './time.module.css';
import { useWeek } from './useWeek.ts';
import { hoursByStatus, rowKey, toSubmit, type RowRef } from './week.ts';
import { WeekTable } from './WeekTable.tsx';
import { StatusMark } from './words.tsx';
import { later, soon } from '../../ui/soon.ts';

// What opens over the page comes after the grid.
const ChoosePerson = later(() => import('./ChoosePerson.tsx'), 'ChoosePerson');
const AddRow = soon(() => import('./AddRow.tsx'), 'AddRow');
const CellDialog = soon(() => import('./CellDialog.tsx'), 'CellDialog');

/** The week of a member, or of whoever they may log for. */
export function TimePage() {
  const { person: chosen } = timeRoute.useSearch();
  const { member_id } = useSession();
  const may = useMay();
  const own = useQuery(ownPersonQuery(member_id));
  const other = useQuery({ ...personQuery(chosen ?? ''), enabled: chosen !== undefined });
  const error = chosen ? other.error : own.error;
  const person = chosen ? other.data?.value : own.data;
  if (person) return <WeekOf key={person.person_id} person={person} own={person.person_id === own.data?.person_id} />;
  return (
    <Page title={t('names.projects.time.title')} action={may('projects:time:approve') && person === null && <ChoosePerson value={undefined} />}>
      {error ? (
        <Failure error={error} onRetry={() => void (chosen ? other : own).refetch()} />
      ) : person === null ? (
        <>
          <Empty kind="off" title={t('projects.time.noPerson')} who={t('projects.time.noPersonWho')} />
          {may('projects:person:manage') && <Link to="/people" search={{ new: true }}>{t('names.projects.person.new')}</Link>}
        </>
      ) : (
        <Waiting columns={8} label={t('names.projects.time.title')} />
      )}
    </Page>
  );
}

function WeekOf({ person, own }: { person: Person; own: boolean }) {
  const search = timeRoute.useSearch();
  const navigate = useNavigate({ from: timeRoute.fullPath });
  const may = useMay();
  const narrow = useMediaQuery('(max-width: 600px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const now = today();
  const monday = weekStart(search.week ?? search.day ?? now);
  const inWeek = daysBetween(monday, search.day ?? now);
  const day = inWeek >= 0 && inWeek < 7 ? inWeek : 0;
  const readOnly = !person.active || !may('projects:time:log') || !(own || may('projects:time:approve'));
  const work = useWeek(person.person_id, monday, readOnly);
  const [active, setActive] = useState({ row: 0, day });
  const [pull, setPull] = useState(0);
  const [open, setOpen] = useState<string>();
  const [added, setAdded] = useState<string>();
  const { week, entries } = work;

  const go = (to: string | undefined, toDay?: string) => void navigate({ search: (before) => ({ ...before, week: to, day: toDay }) });
  const toDay = (next: number) => {
    const day = addDays(monday, next);
    go(weekStart(day), day);
  };
  const at = week.rows[Math.min(active.row, week.rows.length - 1)];
  const here = at?.cells[active.day];
  const copy = () => work.copyLastWeek().then(() => setPull((count) => count + 1)).catch((error: unknown) => toast.failed(error));
  const ready = toSubmit(entries);
  const add = (ref: RowRef) => {
    work.addRow(ref);
    setAdded(rowKey(ref));
  };
  // The new row is where its name sorts it; the cursor goes there once it is drawn.
  const newRow = added === undefined ? -1 : week.rows.findIndex((row) => row.key === added);
  if (newRow >= 0) {
    setAdded(undefined);
    setActive({ row: newRow, day });
    setPull((count) => count + 1);
  }

  useCommands('time', t('names.projects.time.title'), [
    { id: 'time.before', label: t('projects.time.before'), keys: 'PageUp', run: () => go(addDays(monday, -7)) },
    { id: 'time.after', label: t('projects.time.after'), keys: 'PageDown', run: () => go(addDays(monday, 7)) },
    ...(readOnly
      ? []
      : [
          { id: 'time.submit', label: t('projects.time.submit'), keys: 'mod+Enter', run: () => void work.submit() },
          { id: 'time.copy', label: t('projects.time.copyLast'), keys: 'mod+shift+l', run: () => void copy() },
          { id: 'time.add', label: t('projects.time.addRow'), keys: 'c', run: () => document.querySelector<HTMLElement>('#time-add')?.focus() },
          { id: 'time.note', label: t('projects.time.note'), keys: 'n', run: () => here && setOpen(here.key) },
          { id: 'time.left', label: t('projects.time.keyLeft'), keys: 'mod+d', quiet: true },
          { id: 'time.edit', label: t('projects.time.keyEdit'), keys: 'F2', quiet: true },
          { id: 'time.down', label: t('projects.time.keyDown'), keys: 'Enter', quiet: true },
          { id: 'time.right', label: t('projects.time.keyRight'), keys: 'Tab', quiet: true },
          { id: 'time.restore', label: t('projects.time.keyRestore'), keys: 'Escape', quiet: true },
        ]),
    { id: 'time.details', label: t('projects.time.keyDetails'), keys: 'Space', quiet: true },
  ]);

  const openRow = week.rows.find((row) => row.cells.some((cell) => cell.key === open));
  const openCell = openRow?.cells.find((cell) => cell.key === open);
  const sentBack = entries.filter((entry) => entry.status === 'rejected' && entry.rejection);
  // It keeps the focus of whoever pressed it, so it is not disabled for the browser.
  const idle = work.submitting || (ready.length === 0 && work.states.size === 0);
  const addRow = !readOnly && (
    <AddRow projects={work.projects} have={week.rows} onPick={add} meanwhile={<span className={css.later} />} />
  );

  return (
    <Page
      title={t('names.projects.time.title')}
      count={own ? undefined : person.name}
      action={
        <>
          <Export rows={entries.length} service="projects" list="time-entries" query={{ person_id: person.person_id, from: monday, to: addDays(monday, 6) }} />
          {!readOnly && (
            <Button leftSection={work.submitting ? <Loader size={16} aria-hidden /> : <IconSend size={16} aria-hidden />} {...(idle && { 'data-disabled': true, 'aria-disabled': true })} aria-keyshortcuts="Control+Enter" onClick={() => !idle && void work.submit()}>
              {t('projects.time.submit')}
            </Button>
          )}
        </>
      }
    >
      <div className={css.tools}>
        <ActionIcon variant="default" size={30} aria-label={t('projects.time.before')} aria-keyshortcuts="PageUp" onClick={() => go(addDays(monday, -7))}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <strong className="num">{t('projects.time.weekOf', { from: date(monday) })}</strong>
        <ActionIcon variant="default" size={30} aria-label={t('projects.time.after')} aria-keyshortcuts="PageDown" onClick={() => go(addDays(monday, 7))}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        {monday !== weekStart(now) && (
          <Button variant="subtle" onClick={() => go(undefined)}>
            {t('projects.time.thisWeek')}
          </Button>
        )}
        {hoursByStatus(entries).map(([status, sum]) => (
          <span key={status} className={css.state}>
            <StatusMark status={status} /> <span className="num">{hours(sum)}</span>
          </span>
        ))}
        <span className={css.end}>
          {may('projects:time:approve') && <ChoosePerson value={person.person_id} meanwhile={<span className={css.later} />} />}
        </span>
      </div>
      {sentBack.length > 0 && (
        <ul className={css.sentBack} aria-label={t('projects.time.status.rejected')}>
          {sentBack.map((entry) => (
            <li key={entry.time_entry_id}>
              <strong>
                {entry.task_name}, {date(entry.work_on, 'weekday')}
              </strong>{' '}
              {t('projects.time.sentBack', { reason: entry.rejection ?? '' })}
            </li>
          ))}
        </ul>
      )}
      {work.loading ? (
        <Waiting columns={8} label={t('names.projects.time.title')} />
      ) : work.error ? (
        <Failure error={work.error} onRetry={work.retry} />
      ) : week.rows.length === 0 ? (
        <Empty kind="nothing" title={t('projects.time.nothing')} what={t('projects.time.what')} action={addRow} />
      ) : narrow ? (
        <DayView work={work} day={day} onDay={toDay} onDetails={(_, cell) => setOpen(cell.key)} />
      ) : (
        <WeekTable work={work} active={{ ...active, row: Math.min(active.row, week.rows.length - 1) }} setActive={setActive} pull={pull} onDetails={(_, cell) => setOpen(cell.key)} />
      )}
      {!readOnly && !work.loading && (
        <div className={css.tools}>
          {week.rows.length > 0 && addRow}
          <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} aria-keyshortcuts="Control+Shift+L" onClick={() => void copy()}>
            {t('projects.time.copyLast')}
          </Button>
        </div>
      )}
      {openRow && openCell && (
        <CellDialog
          person={person.person_id}
          row={openRow}
          cell={openCell}
          readOnly={readOnly}
          onAnswer={work.answered}
          onClose={() => {
            setOpen(undefined);
            setPull((count) => count + 1);
          }}
        />
      )}
    </Page>
  );
}
