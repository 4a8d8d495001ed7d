import { Checkbox } from '@mantine/core';
import type { RefObject } from 'react';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Entry } from '../queries.ts';
import css from './approvals.module.css';
import type { Group } from './groups.ts';

type Props = {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly groups: readonly Group[];
  readonly current: string;
  readonly selected: ReadonlySet<string>;
  readonly onOpen: (entry: Entry) => void;
  readonly onToggle: (ids: readonly string[]) => void;
};

/** What waits, by person and week. */
export function Queue({ box, groups, current, selected, onOpen, onToggle }: Props) {
  return (
    <div ref={box} className={css.queue} role="region" aria-label={t('projects.approvals.queue')} tabIndex={0} data-scroll>
      {groups.map((group) => {
        const ids = group.entries.map((entry) => entry.time_entry_id);
        const on = ids.filter((id) => selected.has(id)).length;
        const name = t('projects.approvals.group', { name: group.person, week: date(group.monday) });
        return (
          <section key={group.key} aria-label={name}>
            <div className={css.groupHead}>
              <Checkbox size="xs" aria-label={t('projects.approvals.selectWeek', { name })} checked={on === ids.length} indeterminate={on > 0 && on < ids.length} onChange={() => onToggle(ids)} />
              <h2>{name}</h2>
              <span className="num">{hours(group.hours)}</span>
            </div>
            <ul>
              {group.entries.map((entry) => {
                const label = `${entry.task_name}, ${date(entry.work_on, 'weekday')}`;
                return (
                  <li key={entry.time_entry_id} data-current={entry.time_entry_id === current || undefined}>
                    <Checkbox size="xs" aria-label={t('projects.approvals.select', { name: label })} checked={selected.has(entry.time_entry_id)} onChange={() => onToggle([entry.time_entry_id])} />
                    <button type="button" data-entry={entry.time_entry_id} aria-current={entry.time_entry_id === current} onClick={() => onOpen(entry)}>
                      <span>
                        {date(entry.work_on, 'weekday')} · {entry.task_name}
                        <span className={css.sub}>{entry.note ?? t('projects.approvals.noNote')}</span>
                      </span>
                      <span className="num">{hours(entry.hours)}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
