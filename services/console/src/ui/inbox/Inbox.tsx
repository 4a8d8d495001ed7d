import { Checkbox } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import css from './inbox.module.css';

/** One thing that waits for a decision. */
export type Waiting = {
  readonly id: string;
  /** For who hears the tick. */
  readonly label: string;
  readonly title: ReactNode;
  readonly detail: ReactNode;
  readonly sum: ReactNode;
  /** Whether it may be selected: what one may not decide is only shown. */
  readonly selectable: boolean;
  /** Why it was not decided the last time. */
  readonly refused?: string | undefined;
};
export type Group = {
  readonly key: string;
  readonly name: string;
  readonly sum: ReactNode;
  readonly items: readonly Waiting[];
};

type Props = {
  /** Of the page, for its keys. */
  readonly title: string;
  /** What waits, in words: `Waiting, by person and week`. */
  readonly label: string;
  readonly groups: readonly Group[];
  /** What is open. */
  readonly current: string;
  readonly selected: ReadonlySet<string>;
  /** While several are being decided nothing is selected. */
  readonly busy?: boolean;
  /** Stands above the queue. */
  readonly said?: ReactNode;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (ids: readonly string[]) => void;
  /** The panel of what is open. */
  readonly children: ReactNode;
};

/** A queue of decisions and what is open of it beside it: `J` and `K` go on and back, `X` selects it, `W` its group. */
export function Inbox({ title, label, groups, current, selected, busy, said, onOpen, onToggle, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const ids = groups.flatMap(({ items }) => items.map(({ id }) => id));
  const at = ids.indexOf(current);
  const group = groups.find(({ items }) => items.some(({ id }) => id === current));
  const openable = (of: Group) => of.items.filter(({ selectable }) => selectable).map(({ id }) => id);
  const focusRow = (id: string) => box.current?.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus();
  // The focus goes along with what a key opens and with what opens by itself after a decision; what is clicked has it.
  const clicked = useRef(false);
  const before = useRef(current);
  useEffect(() => {
    const at = document.activeElement;
    const free = at === document.body || (at?.closest('[role="dialog"]') ?? null) !== null || (box.current?.parentElement?.contains(at) ?? false);
    if (before.current !== current && !clicked.current && free) focusRow(current);
    clicked.current = false;
    before.current = current;
  }, [current]);
  const go = (by: number) => {
    const to = ids[Math.max(0, Math.min(ids.length - 1, at + by))];
    if (to === undefined) return;
    if (to === current) focusRow(to);
    else onOpen(to);
  };
  const toggle = (some: readonly string[]) => !busy && some.length > 0 && onToggle(some);
  const one = group?.items.find(({ id }) => id === current);
  useCommands('approvals', title, [
    { id: 'approvals.next', label: t('projects.approvals.next'), keys: 'j', quiet: true, run: () => go(1) },
    { id: 'approvals.previous', label: t('projects.approvals.previous'), keys: 'k', quiet: true, run: () => go(-1) },
    ...(one?.selectable ? [{ id: 'approvals.select', label: t('projects.approvals.keySelect'), keys: 'x', run: () => toggle([current]) }] : []),
    ...(group && openable(group).length > 0 ? [{ id: 'approvals.group', label: t('projects.approvals.keyGroup'), keys: 'w', run: () => toggle(openable(group)) }] : []),
  ]);
  return (
    <div className={css.inbox}>
      <div ref={box} className={css.queue} role="region" aria-label={label} tabIndex={0} data-scroll>
        {said}
        {groups.map((of) => {
          const open = openable(of);
          const on = open.filter((id) => selected.has(id)).length;
          return (
            <section key={of.key} aria-label={of.name}>
              <div className={css.groupHead}>
                {open.length > 0 && (
                  <Checkbox size="xs" aria-label={t('projects.approvals.selectGroup', { name: of.name })} checked={on === open.length} indeterminate={on > 0 && on < open.length} disabled={busy ?? false} onChange={() => toggle(open)} />
                )}
                <h2>{of.name}</h2>
                <span className="num">{of.sum}</span>
              </div>
              <ul>
                {of.items.map(({ id, label: named, title: what, detail, sum, selectable, refused }) => (
                  <li key={id} data-current={id === current || undefined}>
                    {selectable ? <Checkbox size="xs" aria-label={t('projects.approvals.select', { name: named })} checked={selected.has(id)} disabled={busy ?? false} onChange={() => toggle([id])} /> : <span className={css.noTick} />}
                    <button type="button" data-item={id} aria-current={id === current} onClick={() => {
                      clicked.current = id !== current;
                      onOpen(id);
                    }}>
                      <span>
                        {what}
                        <span className={css.sub}>{detail}</span>
                        {refused && <span className={css.refused}>{refused}</span>}
                      </span>
                      <span className="num">{sum}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {children}
    </div>
  );
}
