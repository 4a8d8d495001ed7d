import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type FocusEvent } from 'react';
import { t } from '../../i18n/index.ts';
import type { Deal } from '../deals/queries.ts';
import css from './board.module.css';
import { Card } from './Card.tsx';
import type { ColumnProps } from './Column.tsx';
import type { ColumnList } from './useColumn.ts';

type Props = ColumnProps & { readonly list: ColumnList; readonly rows: readonly Deal[] };

const cardOf = (target: EventTarget) => (target as Element).closest<HTMLElement>('[data-card]')?.dataset.card;

/** The cards of a column: only those in sight are there, and the one that was used last, which has the focus or gets it by Tab. */
export function Cards({ list, rows, stage, filtered, moves, canMove, ownerName, today, wanted, walks, chosen, peeked }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [used, setUsed] = useState<string>();
  const [aim, setAim] = useState<string>();
  const stop = Math.max(0, rows.findIndex((row) => row.deal_id === used));
  const aimed = aim === undefined ? -1 : rows.findIndex((row) => row.deal_id === aim);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    getItemKey: useCallback((index: number) => rows[index]?.deal_id ?? index, [rows]),
    estimateSize: () => 92,
    gap: 8,
    paddingStart: 4,
    overscan: 4,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), stop, aimed])].filter((index) => index >= 0 && index < rows.length).toSorted((a, b) => a - b),
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};

  const { see } = list;
  const { has, loading, load } = list.more;
  useEffect(() => see(new Set(rows.slice(startIndex, endIndex + 1).map((row) => row.deal_id))), [see, rows, startIndex, endIndex]);
  useEffect(() => {
    if (has && !loading && endIndex >= rows.length - 15) load();
  }, [has, loading, load, endIndex, rows.length]);

  useEffect(() => {
    const { current } = walks;
    current.set(stage.stage_id, {
      rows,
      go: (place, focus = true) => (focus ? setAim(rows[Math.max(0, Math.min(place, rows.length - 1))]?.deal_id) : virtual.scrollToIndex(place)),
    });
  }, [walks, stage.stage_id, rows, virtual]);
  // A card that was moved by keyboard is drawn anew in its column; without this the focus would be lost.
  useLayoutEffect(() => {
    if (!wanted.current || (document.activeElement !== document.body && document.activeElement !== null)) return;
    if (rows.some((row) => row.deal_id === wanted.current)) setAim(wanted.current);
  }, [rows, wanted]);
  useLayoutEffect(() => {
    if (aim === undefined) return;
    box.current?.querySelector<HTMLElement>(`[data-card="${aim}"] a`)?.focus();
    setAim(undefined);
  }, [aim]);

  return (
    <div ref={box} className={css.cards} data-scroll data-stale={list.stale || undefined} tabIndex={-1}>
      <ul
        style={{ blockSize: virtual.getTotalSize() }}
        onFocus={(event: FocusEvent) => setUsed(cardOf(event.target))}
        onDragStart={(event) => setUsed(cardOf(event.target))}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const deal = rows[index];
          return (
            deal && (
              <Card
                key={deal.deal_id}
                deal={deal}
                owner={ownerName(deal.owner_id)}
                today={today}
                index={index}
                of={has ? -1 : rows.length}
                start={start}
                measure={virtual.measureElement}
                tab={index === stop}
                moving={moves.has(deal.deal_id)}
                canMove={canMove}
                chosen={chosen?.has(deal.deal_id)}
                peeked={peeked === deal.deal_id}
              />
            )
          );
        })}
      </ul>
      {has && <p className={css.more}>{t('common.grid.loadingMore')}</p>}
      {!list.loading && rows.length === 0 && <p className={css.more}>{t(filtered ? 'common.nothingFound' : 'crm.board.empty')}</p>}
    </div>
  );
}
