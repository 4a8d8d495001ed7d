import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from './time.module.css';
import { Theirs } from './Theirs.tsx';
import type { CellState, WeekWork } from './useWeek.ts';
import type { Cell, Row } from './week.ts';
import { lockWord, StatusMark } from './words.tsx';

type Props = { readonly row: Row | undefined; readonly cell: Cell | undefined; readonly state: CellState | undefined; readonly work: WeekWork };

/** What there is to say about the cell one stands on: state, why it is locked, why it came back, its note, what went wrong. */
export function CellBar({ row, cell, state, work }: Props) {
  if (!row || !cell) return null;
  const reason = cell.entries.find((entry) => entry.rejection)?.rejection;
  const note = cell.entries.find((entry) => entry.note)?.note;
  return (
    <div id="time-cell" className={css.bar} role="status">
      <strong>
        {row.task}, {date(cell.day, 'weekday')}
      </strong>
      {cell.hours && <span className="num">{hours(cell.hours)}</span>}
      {cell.status && !cell.mixed && <StatusMark status={cell.status} />}
      {cell.mixed && <span>{t('projects.time.mixed')}</span>}
      {state?.state === 'saving' && <span>{t('projects.time.saving')}</span>}
      {state?.state === 'saved' && <span>{t('projects.time.saved')}</span>}
      {state?.state === 'error' && <span className={css.wrong}>{state.message}</span>}
      {state?.state === 'error' && <Theirs row={row} cell={cell} state={state} work={work} />}
      {reason && <span className={css.wrong}>{t('projects.time.sentBack', { reason })}</span>}
      {cell.lock && <span>{cell.lock === 'several' ? t('projects.time.lock.severalOf', { count: cell.entries.length }) : lockWord(cell.lock)}</span>}
      {note && <span className={css.noteText}>{note}</span>}
    </div>
  );
}
