import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { CanEditInline } from '../InlineEdit.tsx';
import { sumLabel, type Column } from './columns.ts';
import type { RowsProps } from './DataGrid.tsx';
import css from './grid.module.css';

/** In a table it says that a cell was not forgotten; in a line of words it says nothing. */
const none = '–';

/** Two lines a row: name and figure above, the rest and the state below. */
export function PhoneRows<Row extends object>(props: RowsProps<Row>) {
  const { list, columns, rowId, rowName } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: list.rows.length, getScrollElement: () => box.current, estimateSize: () => 64, overscan: 8 });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const { has, loading, load } = list.more;
  useEffect(() => {
    if (has && !loading && lastSeen >= list.rows.length - 10) load();
  }, [has, loading, load, lastSeen, list.rows.length]);

  const at = (place: Column<Row>['phone'], row: Row) =>
    columns.flatMap((column) => {
      const shown = column.phone === place ? (column.phoneCell ?? column.cell)(row) : none;
      return shown === none ? [] : [<span key={column.id}>{shown}</span>];
    });
  const sum = columns.filter((column) => column.sum !== undefined);

  return (
    <CanEditInline value={false}>
    <div className={css.frame} data-stale={list.stale || undefined}>
      <div role="status">{props.news}</div>
      <div className={css.scroll} ref={box} data-scroll tabIndex={0} role="region" aria-label={props.label}>
        <ul className={css.lines} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = list.rows[index];
            if (!row) return null;
            return (
              <li key={rowId(row)} data-row={index} aria-posinset={index + 1} aria-setsize={has ? -1 : list.rows.length} style={{ translate: `0 ${start}px` }}>
                <div className={css.upper}>
                  <span className={css.title}>{at('title', row)}</span>
                  <span>{at('figure', row)}</span>
                </div>
                <div className={css.lower}>
                  <span className={css.details}>{at('detail', row)}</span>
                  <span>{at('state', row)}</span>
                </div>
                {props.onPeek && (
                  <button type="button" className={css.cover} onClick={() => props.onPeek?.(row)} aria-label={t('common.grid.peek', { name: rowName(row) })} />
                )}
              </li>
            );
          })}
        </ul>
        {loading && <p className={css.more}>{t('common.grid.loadingMore')}</p>}
      </div>
      {sum.length > 0 && (
        <div className={css.sumLine}>
          {sum.map((column) => (
            <span key={column.id}>
              {sumLabel(column)}: {column.sum}
            </span>
          ))}
        </div>
      )}
    </div>
    </CanEditInline>
  );
}
