import { CloseButton } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { date, hours, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { meaning, move, type At, type Step } from './moves.ts';
import { CellBar } from './CellBar.tsx';
import { CellField } from './CellField.tsx';
import css from './time.module.css';
import type { WeekWork } from './useWeek.ts';
import type { Cell, Row } from './week.ts';
import { cellLabel, ErrorIcon, LockIcon, StatusMark } from './words.tsx';

type Props = {
  readonly work: WeekWork;
  readonly active: At;
  readonly setActive: (at: At) => void;
  /** Grows when the page wants the focus in the grid: after a row was added or a dialog closed. */
  readonly pull: number;
  readonly onDetails: (row: Row, cell: Cell) => void;
};

const weekend = (at: number) => at > 4 || undefined;

/** The grid of a week. All keys are in moves.ts; what a cell may do is in week.ts. */
export function WeekTable({ work, active, setActive, pull, onDetails }: Props) {
  const { week, states } = work;
  const [editing, setEditing] = useState<{ key: string; text: string; fresh: boolean; seen: Cell }>();
  const table = useRef<HTMLTableElement>(null);
  const focusing = useRef(false);
  const wasAt = useRef('');
  const now = today();
  const size = { rows: week.rows.length, days: 7 };
  const row = week.rows[active.row];
  const cell = row?.cells[active.day];

  const focusAt = (at: At) => table.current?.querySelector<HTMLElement>(`[data-at="${at.row}:${at.day}"]`)?.focus();
  useLayoutEffect(() => {
    if (focusing.current) focusAt(active);
    focusing.current = false;
  });
  useLayoutEffect(() => {
    if (pull > 0) focusAt(active);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pull]);

  const go = (step: Step): boolean => {
    const next = move(active, step, size);
    if (!next) return false;
    focusing.current = true;
    setActive(next);
    return true;
  };
  const edit = (here: Cell, first?: string) => {
    if (!row) return;
    if (here.lock === 'several') return onDetails(row, here);
    if (here.lock) return;
    const failed = states.get(here.key);
    setEditing({ key: here.key, text: first ?? (failed?.state === 'error' ? failed.typed : here.hours && hours(here.hours)), fresh: first !== undefined, seen: here });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || !row || !cell || !(event.target instanceof HTMLElement) || event.target.dataset.at === undefined) return;
    const meant = meaning(event);
    if (!meant) return;
    if (meant.do === 'move') {
      if (!go(meant.step)) return;
    } else if (meant.do === 'type') edit(cell, meant.first);
    else if (meant.do === 'details') onDetails(row, cell);
    else if (meant.do === 'restore') {
      if (states.get(cell.key)?.state !== 'error') return;
      work.restore(cell.key);
    } else if (!cell.lock) {
      const left = row.cells[active.day - 1]?.hours;
      if (meant.do === 'clear') work.save(row, cell, '');
      else if (left) work.save(row, cell, hours(left));
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={css.frame}>
      <div className={css.scroll} data-scroll>
        <table ref={table} role="grid" className={css.grid} aria-label={t('names.projects.time.title')} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col">{t('projects.time.work')}</th>
              {week.days.map((day, at) => (
                <th key={day} scope="col" data-weekend={weekend(at)} aria-current={day === now ? 'date' : undefined}>
                  {date(day, 'weekday')}
                </th>
              ))}
              <th scope="col">{t('projects.time.sum')}</th>
            </tr>
          </thead>
          <tbody>
            {week.rows.map((one, rowAt) => (
              <tr key={one.key}>
                <th scope="row">
                  <span className={css.work}>
                    <span>
                      <strong>{one.task}</strong>
                      <span className={css.sub}>{[one.project, one.client].filter(Boolean).join(' · ')}</span>
                    </span>
                    {one.cells.every((here) => here.entries.length === 0 && !here.hours) && (
                      <CloseButton size="sm" tabIndex={-1} aria-label={t('projects.time.removeRow', { task: one.task })} onClick={() => work.removeRow(one)} />
                    )}
                  </span>
                </th>
                {one.cells.map((here, dayAt) => {
                  const is = active.row === rowAt && active.day === dayAt;
                  const state = states.get(here.key);
                  const failed = state?.state === 'error' ? state : undefined;
                  if (editing?.key === here.key)
                    return (
                      <td key={here.day} className={css.editing}>
                        <CellField
                          label={cellLabel(one, here)}
                          start={editing.text}
                          fresh={editing.fresh}
                          error={failed?.message}
                          onKeep={(typed, step) => {
                            const kept = work.save(one, here, typed, editing.seen);
                            if (!kept && step !== undefined) return false;
                            setEditing(undefined);
                            focusing.current = step !== undefined;
                            if (step && step !== 'stay') go(step);
                            return true;
                          }}
                          onRestore={() => {
                            work.restore(here.key);
                            focusing.current = true;
                            setEditing(undefined);
                          }}
                        />
                      </td>
                    );
                  return (
                    <td
                      key={here.day}
                      data-at={`${rowAt}:${dayAt}`}
                      tabIndex={is ? 0 : -1}
                      data-weekend={weekend(dayAt)}
                      data-status={here.status}
                      data-lock={here.lock}
                      data-state={state?.state}
                      aria-label={cellLabel(one, here)}
                      aria-readonly={here.lock !== undefined}
                      aria-invalid={failed ? true : undefined}
                      aria-describedby={is ? 'time-cell' : undefined}
                      onFocus={() => !is && setActive({ row: rowAt, day: dayAt })}
                      // The first click chooses the cell, the second one edits it.
                      onMouseDown={() => (wasAt.current = document.activeElement?.getAttribute('data-at') ?? '')}
                      onClick={() => wasAt.current === `${rowAt}:${dayAt}` && edit(here)}
                    >
                      <span className={css.value}>{failed ? failed.typed : here.hours && hours(here.hours)}</span>
                      {here.hasNote && <span className={css.note} aria-hidden />}
                      {failed ? <ErrorIcon size={12} aria-hidden /> : here.lock === 'several' ? <span className={css.sub}>×{here.entries.length}</span> : here.status ? <StatusMark status={here.status} bare /> : here.lock && here.lock !== 'future' && <LockIcon size={11} aria-hidden />}
                    </td>
                  );
                })}
                <td className={css.sum}>{hours(one.total)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('projects.time.dayTotal')}</th>
              {week.totals.map((total, at) => (
                <td key={week.days[at]} className={css.sum} data-weekend={weekend(at)}>
                  {total === '0' ? '–' : hours(total)}
                </td>
              ))}
              <td className={css.sum}>{hours(week.total)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <CellBar row={row} cell={cell} state={cell && states.get(cell.key)} work={work} />
    </div>
  );
}
