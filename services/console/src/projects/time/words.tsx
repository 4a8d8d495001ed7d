import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconClock, IconLock, IconPencil } from '@tabler/icons-react';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Tone } from '../../ui/StateBadge.tsx';
import css from './time.module.css';
import type { Cell, Lock, Row, Status } from './week.ts';

const icons = { draft: IconPencil, submitted: IconClock, approved: IconCheck, rejected: IconArrowBackUp } as const;
export const timeTone = { draft: 'neutral', submitted: 'info', approved: 'good', rejected: 'late' } as const satisfies Record<Status, Tone>;

/** A state as icon and word; the icon alone where the word stands nearby. */
export function StatusMark({ status, bare }: { status: Status; bare?: boolean }) {
  const Icon = icons[status];
  return (
    <span className={css.mark} data-status={status}>
      <Icon size={12} stroke={2} aria-hidden />
      {!bare && t(`projects.time.status.${status}`)}
    </span>
  );
}

export const lockWord = (lock: Lock) => t(`projects.time.lock.${lock}`);

/** What a cell is, for who hears it: day, hours, state. */
export function cellLabel(row: Row, cell: Cell): string {
  const value = cell.hours ? hours(cell.hours) : t('projects.time.empty');
  const state = cell.status && (cell.mixed ? t('projects.time.mixed') : t(`projects.time.status.${cell.status}`));
  return [`${row.project}, ${row.task}, ${date(cell.day, 'weekday')}: ${value}`, state].filter(Boolean).join(', ');
}

export const LockIcon = IconLock;
export const ErrorIcon = IconAlertTriangle;
