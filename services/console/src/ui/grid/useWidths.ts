import { useEffect, useLayoutEffect, useReducer, useRef, type RefObject } from 'react';
import { roomOf, widthOf, type Column } from './columns.ts';
import { needOf, share } from './widths.ts';

/** The padding of a cell, both sides, and a hair's breadth: a width is rounded, and a text that lacks half a pixel is cut. */
const padding = 26;
/** Columns that are no part of the list: the ticks and the column menu. */
type Beside = number;

/**
 * The widths of the columns that are shown, by what stands in the rows that are drawn. They are looked at again when the list, its
 * columns or its room are others, and as long as cells are still filled; never once somebody reads it: then nothing moves.
 */
export function useWidths<Row>(box: RefObject<HTMLElement | null>, columns: readonly Column<Row>[], sizing: Readonly<Record<string, number>>, beside: Beside, what: string) {
  const needs = useRef<Readonly<Record<'rows' | 'sums', Readonly<Record<string, number>>>>>({ rows: {}, sums: {} });
  const room = useRef(0);
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const ids = columns.map(({ id }) => id);
  const key = JSON.stringify([what, ids]);

  useLayoutEffect(() => {
    const frame = box.current;
    const body = frame?.querySelector('tbody');
    if (!frame || !body) return;
    const look = () => {
      const first = beside > 40 ? 1 : 0;
      const widest = (which: string) => {
        const rows = [...frame.querySelectorAll<HTMLTableRowElement>(which)];
        return Object.fromEntries(ids.map((id, at) => [id, Math.max(0, ...rows.map((row) => { const cell = row.cells[first + at]; return cell ? needOf(cell, padding) : 0; }))]));
      };
      const found = { rows: widest('tbody tr[data-row]'), sums: widest('tfoot tr') };
      if (JSON.stringify(found) === JSON.stringify(needs.current)) return;
      needs.current = found;
      redraw();
    };
    look();
    let asked = 0;
    const later = new MutationObserver(() => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(look);
    });
    later.observe(body, { childList: true, characterData: true, subtree: true });
    const read = () => later.disconnect();
    const hands = ['pointerenter', 'focusin', 'scroll'] as const;
    for (const hand of hands) frame.addEventListener(hand, read, { once: true });
    return () => {
      cancelAnimationFrame(asked);
      read();
      for (const hand of hands) frame.removeEventListener(hand, read);
    };
    // What the columns are is in the key.
    // oxlint-disable-next-line exhaustive-deps
  }, [box, key, beside]);

  useEffect(() => {
    const frame = box.current;
    if (!frame) return;
    const sizes = new ResizeObserver(() => {
      if (room.current === frame.clientWidth) return;
      room.current = frame.clientWidth;
      redraw();
    });
    sizes.observe(frame);
    return () => sizes.disconnect();
  }, [box]);
  if (box.current) room.current = box.current.clientWidth;

  const widths = share(
    columns.map((own) => ({ least: Math.max(64, roomOf(own), needs.current.sums[own.id] ?? 0), asked: widthOf(own) ?? Math.max(140, roomOf(own)), needs: needs.current.rows[own.id] || undefined, given: sizing[own.id] })),
    room.current - beside,
  );
  return { widths: Object.fromEntries(ids.map((id, at) => [id, widths[at] ?? 0])), all: widths.reduce((sum, one) => sum + one, beside) };
}
