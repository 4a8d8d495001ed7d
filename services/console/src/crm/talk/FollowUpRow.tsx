import { ActionIcon } from '@mantine/core';
import { IconCheck, IconRepeat } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { soonPart } from '../../shell/lazy.ts';
import { later } from '../../ui/soon.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { dueOn } from '../parts/due.ts';
import type { FollowUp } from './data.ts';
import css from './talk.module.css';
import { useFollowUps } from './useFollowUps.ts';

const TaskDialog = soonPart('desk', () => import('../desk/TaskDialog.tsx'), 'TaskDialog');

// A menu is as heavy as all the rest of a row, and pages of rows are as full as they may be.
const Snooze = later(() => import('./Snooze.tsx'), 'Snooze');

type Props = { readonly followUp: FollowUp; readonly canWrite: boolean; readonly who?: string | undefined; readonly children?: ReactNode };

/** A follow-up with what is done about it: tick it off, put it off, or open it to change what it says. */
export function FollowUpRow({ followUp, canWrite, who, children }: Props) {
  const { done } = useFollowUps();
  const [open, setOpen] = useState(false);
  const { title, due_on, due_time, priority, recurrence, note } = followUp;
  const due = dueOn(due_on, due_time);
  return (
    <li className={css.row} tabIndex={-1} data-row={followUp.follow_up_id}>
      {canWrite && (
        <ActionIcon aria-label={t('talk.followUp.complete', { title })} onClick={() => void done(followUp)}>
          <IconCheck size={16} aria-hidden />
        </ActionIcon>
      )}
      <div>
        <p>
          <button type="button" className={css.opens} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {title}
          </button>
          {priority === 'high' && <StateBadge tone="warn">{t('talk.followUp.high')}</StateBadge>}
          {recurrence && <IconRepeat size={13} aria-label={t(`talk.followUp.again.${recurrence.frequency}`)} />}
        </p>
        <p className={css.sub} data-late={due.late || undefined}>
          {[due.text, who].filter(Boolean).join(' · ')}
          {children}
        </p>
        {note && <p className={css.words}>{note}</p>}
        {open && <TaskDialog id={followUp.follow_up_id} onClose={() => setOpen(false)} />}
      </div>
      {canWrite && (
        <Snooze followUp={followUp} meanwhile={<span className={css.tool} aria-hidden />} />
      )}
    </li>
  );
}
