import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useCommands } from '../../keys/index.ts';
import { t } from '../../i18n/index.ts';
import { Failure } from '../Empty.tsx';
import type { List } from '../useList.ts';
import type { Column } from './columns.ts';
import css from './grid.module.css';
import { GridRows } from './GridRows.tsx';
import { PhoneRows } from './PhoneRows.tsx';
import { useHeld } from './useHeld.ts';
import { Waiting } from './Waiting.tsx';

export type GridProps<Row extends object> = {
  /** Remembers the arrangement of columns under this name; begins with the domain: `crm.deals`. */
  readonly name: string;
  /** What the list holds, for who cannot see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly list: List<Row>;
  readonly rowId: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly empty: ReactNode;
  readonly sort?: string;
  readonly onSort?: (sort: string | undefined) => void;
  readonly onPeek?: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
  /** Told which row keys act on, whenever it is another one. */
  readonly onActive?: (row: Row | undefined) => void;
  readonly peeked?: string;
  /** With these, `X` and a first column of ticks select rows. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (ids: ReadonlySet<string>) => void;
};

/** What the two layouts (table, two-line rows) need to know of rows and keys. */
export type RowsProps<Row extends object> = GridProps<Row> & {
  readonly active: number;
  readonly setActive: (index: number) => void;
  /** Set when the active row should take focus: the keyboard moved it there. */
  readonly focusing: boolean;
  readonly focused: () => void;
  readonly toggle: (index: number, range: boolean) => void;
  /** Stands above the rows when others changed the list while it was read. */
  readonly news: ReactNode;
};

/**
 * A list of any length. Keyboard: J/K or arrows move, Space peeks, Enter opens, X selects (with Shift a range).
 * Over 600 px a table with a sticky head and first column, under it rows of two lines.
 */
export function DataGrid<Row extends object>(props: GridProps<Row>) {
  const { rowId, onPeek, onOpen, selected, onSelect, peeked } = props;
  const held = useHeld(props.list, rowId);
  const list = { ...props.list, rows: held.rows };
  const narrow = useMediaQuery('(max-width: 600px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const [active, setActive] = useState(0);
  const [focusing, setFocusing] = useState(false);
  const anchor = useRef(0);
  const last = list.rows.length - 1;

  useEffect(() => setActive((index) => Math.max(0, Math.min(index, last))), [last]);

  const current = list.rows[active];
  const tell = useRef(props.onActive);
  tell.current = props.onActive;
  useEffect(() => void tell.current?.(current), [current]);

  const move = (by: number) => {
    const next = Math.max(0, Math.min(active + by, last));
    setActive(next);
    const row = list.rows[next];
    // An open peek follows, so that a list can be read record by record; whoever reads in it stays there.
    setFocusing(!peeked || !document.activeElement?.closest('aside'));
    if (peeked && row) onPeek?.(row);
  };
  const toggle = (index: number, range: boolean) => {
    if (!onSelect) return;
    const from = range ? Math.min(anchor.current, index) : index;
    const to = range ? Math.max(anchor.current, index) : index;
    const next = new Set(selected);
    const on = range || !next.has(idAt(index));
    for (let at = from; at <= to; at++) {
      if (on) next.add(idAt(at));
      else next.delete(idAt(at));
    }
    anchor.current = index;
    onSelect(next);
  };
  const idAt = (index: number) => {
    const row = list.rows[index];
    return row ? rowId(row) : '';
  };

  useCommands('grid', t('common.keys.list'), [
    { id: 'grid.next', label: t('common.keys.next'), keys: 'j', quiet: true, run: () => move(focusing || document.activeElement?.closest('[data-row]') || peeked ? 1 : 0) },
    { id: 'grid.previous', label: t('common.keys.previous'), keys: 'k', quiet: true, run: () => move(-1) },
    ...(onSelect ? [{ id: 'grid.select', label: t('common.keys.select'), keys: 'x', quiet: true, run: () => toggle(active, false) }] : []),
    ...(onPeek ? [{ id: 'grid.peek', label: t('common.keys.peek'), keys: 'Space', quiet: true }] : []),
    ...(onOpen ? [{ id: 'grid.open', label: t('common.keys.open'), keys: 'Enter', quiet: true }] : []),
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    // Only on the row itself: a field or a link in a cell has its own keys.
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return;
    const row = list.rows[active];
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Home: () => move(-list.rows.length),
      End: () => move(list.rows.length),
      ' ': row && onPeek ? () => onPeek(row) : undefined,
      Enter: row && (onOpen ?? onPeek) ? () => (onOpen ?? onPeek)?.(row) : undefined,
      X: () => toggle(active, true),
    };
    const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  if (list.loading) return <Waiting columns={narrow ? 1 : props.columns.length} label={props.label} />;
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0) return <>{props.empty}</>;
  const news = held.changes > 0 && (
    <button type="button" className={css.news} onClick={() => { held.show(); setFocusing(true); }}>
      {t('common.grid.news', { count: held.changes })}
    </button>
  );
  const rows: RowsProps<Row> = { ...props, list, active, setActive, focusing, focused: () => setFocusing(false), toggle, news };
  return (
    <div role="presentation" onKeyDown={onKeyDown} {...held.hands} style={{ display: 'contents' }}>
      {narrow ? <PhoneRows {...rows} /> : <GridRows {...rows} />}
    </div>
  );
}
