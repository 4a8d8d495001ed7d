import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconNote } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from './time.module.css';
import { Theirs } from './Theirs.tsx';
import type { WeekWork } from './useWeek.ts';
import type { Cell, Row } from './week.ts';
import { cellLabel, lockWord, StatusMark } from './words.tsx';

type Props = {
  readonly work: WeekWork;
  readonly day: number;
  readonly onDay: (day: number) => void;
  readonly onDetails: (row: Row, cell: Cell) => void;
};

/** A narrow screen shows one day; a swipe or the arrows go to the next. */
export function DayView({ work, day, onDay, onDetails }: Props) {
  const { week, states } = work;
  const from = useRef<number>(undefined);
  const shown = week.days[day] ?? '';
  return (
    <section
      className={css.frame}
      aria-label={date(shown, 'weekday')}
      onTouchStart={(event) => (from.current = event.touches[0]?.clientX)}
      onTouchEnd={(event) => {
        const by = (event.changedTouches[0]?.clientX ?? 0) - (from.current ?? 0);
        if (Math.abs(by) > 60) onDay(day + (by < 0 ? 1 : -1));
      }}
    >
      <div className={css.dayHead}>
        <ActionIcon size={44} aria-label={t('projects.time.dayBefore')} onClick={() => onDay(day - 1)}>
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <h2>{date(shown, 'weekday')}</h2>
        <span className={css.sum}>{hours(week.totals[day] ?? '0')}</span>
        <ActionIcon size={44} aria-label={t('projects.time.dayAfter')} onClick={() => onDay(day + 1)}>
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </div>
      <ul className={css.dayRows}>
        {week.rows.map((row) => {
          const cell = row.cells[day];
          if (!cell) return null;
          const state = states.get(cell.key);
          const wrong = state?.state === 'error' ? state : undefined;
          const reason = cell.entries.find((entry) => entry.rejection)?.rejection;
          return (
            <li key={row.key}>
              <div className={css.work}>
                <span>
                  <strong>{row.task}</strong>
                  <span className={css.sub}>{row.project}</span>
                </span>
                <ActionIcon size={44} aria-label={t('projects.time.noteOf', { task: row.task })} onClick={() => onDetails(row, cell)}>
                  <IconNote size={18} aria-hidden />
                </ActionIcon>
                {cell.lock ? (
                  <span className={css.sum}>{cell.hours ? hours(cell.hours) : '–'}</span>
                ) : (
                  <DayField work={work} row={row} cell={cell} wrong={wrong?.typed} />
                )}
              </div>
              <div className={css.sub}>
                {cell.status && (cell.mixed ? t('projects.time.mixed') : <StatusMark status={cell.status} />)}{' '}
                {cell.lock && (cell.lock === 'several' ? t('projects.time.lock.severalOf', { count: cell.entries.length }) : lockWord(cell.lock))}
                {(state?.state === 'saving' && t('projects.time.saving')) || (state?.state === 'saved' && t('projects.time.saved'))}
              </div>
              {reason && <p className={css.wrong}>{t('projects.time.sentBack', { reason })}</p>}
              {wrong && (
                <p className={css.wrong} role="alert">
                  {wrong.message}
                </p>
              )}
              {wrong?.theirs && (
                <div className={css.sides}>
                  <Theirs row={row} cell={cell} state={wrong} work={work} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <p className={css.weekSum}>
        {t('projects.time.weekTotal')} <strong className="num">{hours(week.total)}</strong>
      </p>
    </section>
  );
}

type FieldProps = { readonly work: WeekWork; readonly row: Row; readonly cell: Cell; readonly wrong: string | undefined };

/** The hours of a day. What is being typed stays as it is when somebody else changes them meanwhile. */
function DayField({ work, row, cell, wrong }: FieldProps) {
  const [typing, setTyping] = useState<{ readonly text: string; readonly began: string; readonly seen: Cell }>();
  const stands = wrong ?? (cell.hours && hours(cell.hours));
  return (
    <input
      className={css.field}
      aria-label={cellLabel(row, cell)}
      aria-invalid={wrong !== undefined}
      inputMode="decimal"
      autoComplete="off"
      value={typing?.text ?? stands}
      onFocus={() => setTyping({ text: stands, began: stands, seen: cell })}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyping((now) => ({ began: stands, seen: cell, ...now, text }));
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      onBlur={() => {
        if (typing && typing.text !== typing.began) work.save(row, cell, typing.text, typing.seen);
        setTyping(undefined);
      }}
    />
  );
}
