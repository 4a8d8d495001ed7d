import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { ariaSort, nextSort, sumLabel, type Column } from './columns.ts';
import type { RowsProps } from './DataGrid.tsx';
import css from './grid.module.css';
import { useGridTable } from './useGridTable.ts';
import { useRowHeight } from './useRowHeight.ts';
import { useWidths } from './useWidths.ts';
import { later } from '../soon.ts';

// What floats comes after the rows.
const ColumnMenu = later(() => import('./ColumnMenu.tsx'), 'ColumnMenu');

/** The table: sticky head, sticky first column, only the rows in sight are there. */
export function GridRows<Row extends object>(props: RowsProps<Row>) {
  const { list, columns, rowId, rowName, sort, onSort, active, focusing, focused, selected, onSelect } = props;
  const { table, sizing } = useGridTable(props.name, columns, list.rows, rowId);
  const box = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const virtual = useVirtualizer({ count: list.rows.length, getScrollElement: () => box.current, estimateSize: () => height, overscan: 12 });
  useEffect(() => void virtual.measure(), [height, virtual]);
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const { has, loading, load } = list.more;

  useEffect(() => {
    if (has && !loading && lastSeen >= list.rows.length - 15) load();
  }, [has, loading, load, lastSeen, list.rows.length]);

  useEffect(() => {
    if (!focusing) return;
    virtual.scrollToIndex(active);
    const frame = requestAnimationFrame(() => {
      box.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true });
      focused();
    });
    return () => cancelAnimationFrame(frame);
  }, [active, focusing, focused, virtual]);

  const shown = table.getVisibleLeafColumns().flatMap((column) => {
    const own = columns.find((one) => one.id === column.id);
    return own ? [{ own, column }] : [];
  });
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const span = shown.length + (onSelect ? 1 : 0) + 1;
  const all = onSelect !== undefined && list.rows.length > 0 && list.rows.every((row) => selected?.has(rowId(row)));
  const { widths, all: room } = useWidths(box, shown.map(({ own }) => own), sizing, onSelect ? 76 : 36, list.version?.query ?? '');
  const sum = shown.some(({ own }) => own.sum !== undefined);

  return (
    <div className={css.frame} data-stale={list.stale || undefined}>
      <div role="status">{props.news}</div>
      <div className={css.scroll} ref={box} data-scroll tabIndex={-1}>
        <table className={css.table} style={{ minInlineSize: room }} role="grid" aria-label={props.label} aria-rowcount={has ? -1 : list.rows.length + 1}>
          <colgroup>
            {onSelect && <col style={{ inlineSize: 40 }} />}
            {shown.map(({ own }) => (
              <col key={own.id} style={{ inlineSize: widths[own.id] }} />
            ))}
            <col style={{ inlineSize: 36 }} />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {onSelect && (
                <th className={css.tick}>
                  <Checkbox
                    size="xs"
                    aria-label={t('common.grid.selectAll')}
                    checked={all}
                    indeterminate={!all && (selected?.size ?? 0) > 0}
                    onChange={() => onSelect(all ? new Set() : new Set(list.rows.map(rowId)))}
                  />
                </th>
              )}
              {shown.map(({ own }) => (
                <th key={own.id} data-id={own.id} aria-sort={ariaSort(own, sort)} data-end={own.align === 'end' || undefined} scope="col">
                  <Head column={own} sort={sort} onSort={onSort} />
                  <Resizer start={(from) => {
                    const before = sizing[own.id] ?? box.current?.querySelector(`th[data-id="${own.id}"]`)?.clientWidth ?? own.width ?? 160;
                    return (to) => table.setColumnSizing((all) => ({ ...all, [own.id]: Math.max(64, before + to - from) }));
                  }} />
                </th>
              ))}
              <th className={css.menu}>
                <ColumnMenu columns={columns as readonly Column<object>[]} table={table as never} widthOf={(id) => widths[id]} meanwhile={<span className="hidden">{t('common.grid.columns')}</span>} />
              </th>
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ blockSize: above }}><td colSpan={span} /></tr>}
            {items.map(({ index }) => {
              const row = list.rows[index];
              if (!row) return null;
              const id = rowId(row);
              return (
                <tr
                  key={id}
                  data-row={index}
                  aria-rowindex={index + 2}
                  data-peeked={props.peeked === id || undefined}
                  aria-selected={onSelect ? (selected?.has(id) ?? false) : props.peeked === id}
                  tabIndex={index === active ? 0 : -1}
                  onFocus={(event) => event.target === event.currentTarget && props.setActive(index)}
                  onClick={(event) => {
                    props.setActive(index);
                    // A click into the row peeks; a click on something in it belongs to that.
                    if (!(event.target as Element).closest('a,button,input,label,select,textarea')) props.onPeek?.(row);
                  }}
                >
                  {onSelect && (
                    <td className={css.tick}>
                      <Checkbox
                        size="xs"
                        aria-label={t('common.grid.select', { name: rowName(row) })}
                        checked={selected?.has(id) ?? false}
                        onChange={(event) => props.toggle(index, (event.nativeEvent as MouseEvent).shiftKey)}
                      />
                    </td>
                  )}
                  {shown.map(({ own }) => (
                    <td key={own.id} data-end={own.align === 'end' || undefined} data-title={own.phone === 'title' || undefined}>
                      {own.cell(row)}
                    </td>
                  ))}
                  <td />
                </tr>
              );
            })}
            {below > 0 && <tr aria-hidden style={{ blockSize: below }}><td colSpan={span} /></tr>}
          </tbody>
          {sum && (
            <tfoot>
              <tr>
                {onSelect && <td />}
                {shown.map(({ own }) => (
                  <td key={own.id} data-end={own.align === 'end' || undefined}>
                    {own.sum !== undefined && (
                      <>
                        <span className={css.sumLabel}>{sumLabel(own)}</span>
                        {own.sum}
                      </>
                    )}
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          )}
        </table>
        {loading && <p className={css.more}>{t('common.grid.loadingMore')}</p>}
      </div>
    </div>
  );
}

function Head<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: string; onSort?: (sort: string | undefined) => void }) {
  if (!column.sort || !onSort) return <span className={css.head}><span>{column.header}</span></span>;
  const order = ariaSort(column, sort);
  return (
    <button type="button" className={css.head} onClick={() => onSort(nextSort(column, sort))}>
      <span>{column.header}</span>
      {order === 'ascending' && <IconArrowUp size={13} aria-hidden />}
      {order === 'descending' && <IconArrowDown size={13} aria-hidden />}
    </button>
  );
}

/** Dragging is for the pointer; the column menu widens and narrows by keyboard. */
function Resizer({ start }: { start: (from: number) => (to: number) => void }) {
  return (
    <span
      aria-hidden
      className={css.resizer}
      onPointerDown={(event) => {
        event.preventDefault();
        const resize = start(event.clientX);
        const moved = (move: PointerEvent) => resize(move.clientX);
        const done = () => {
          globalThis.removeEventListener('pointermove', moved);
          globalThis.removeEventListener('pointerup', done);
        };
        globalThis.addEventListener('pointermove', moved);
        globalThis.addEventListener('pointerup', done);
      }}
    />
  );
}
