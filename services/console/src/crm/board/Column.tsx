import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Link } from '@tanstack/react-router';
import { memo, useEffect, useId, useMemo, useRef, useState, type RefObject } from 'react';
import type { Schema } from '../../api/client.ts';
import { isMine } from '../../api/mine.ts';
import { money, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Figure } from '../../ui/Figure.tsx';
import type { Deal } from '../deals/queries.ts';
import { same, steady, totalOf, weighted, withMoves, type Moves } from './board.ts';
import css from './board.module.css';
import { Cards } from './Cards.tsx';
import type { BoardFilters } from './queries.ts';
import { useColumn } from './useColumn.ts';

export type Stage = Schema<'Stage'>;
export type Told = { readonly count: number; readonly more: boolean; readonly waiting: number; readonly loading: boolean };
/** What reporting says of a stage. */
export type StageTotal = { readonly deals: number; readonly figures: readonly { readonly value: Money; readonly explain: string }[] };

export type ColumnProps = {
  readonly stage: Stage;
  readonly filters: BoardFilters;
  readonly filtered: boolean;
  readonly moves: Moves;
  /** Somebody points at the board: nothing may move by itself. `epoch` grows when they ask for the changes. */
  readonly held: boolean;
  readonly epoch: number;
  readonly today: string;
  readonly canMove: boolean;
  readonly total: StageTotal | undefined;
  readonly mayExplain: boolean;
  readonly ownerName: (id: string | null | undefined) => string;
  /** The card that should have the focus once it is drawn. */
  readonly wanted: RefObject<string | undefined>;
  readonly cards: RefObject<Map<string, Deal>>;
  /** What a stage shows, and how the keyboard goes to a card of it by its place; or only brings it into sight. */
  readonly walks: RefObject<Map<string, { readonly rows: readonly Deal[]; readonly go: (place: number, focus?: boolean) => void }>>;
  /** The card that is shown at the side. */
  readonly peeked: string | undefined;
  readonly tell: (stage: string, told: Told) => void;
  /** Cards that are chosen, while some are being chosen. */
  readonly chosen: ReadonlyMap<string, string> | undefined;
};

export const Column = memo(function Column(props: ColumnProps) {
  const { stage, filters, moves, held, epoch, cards, tell, canMove } = props;
  const list = useColumn(stage.stage_id, filters);
  const fresh = useMemo(() => withMoves(list.rows, stage.stage_id, moves, filters.sort ?? '-opened_on'), [list.rows, stage.stage_id, moves, filters.sort]);
  const shown = useRef<{ rows: readonly Deal[]; of: string }>({ rows: fresh, of: '' });
  const of = JSON.stringify([filters, epoch]);
  const { rows, waiting } = useMemo(() => {
    const before = shown.current.rows;
    const next = held && !list.stale && shown.current.of === of ? steady(before, fresh, isMine) : { rows: fresh, waiting: 0 };
    return same(before, next.rows) ? { ...next, rows: before } : next;
  }, [held, list.stale, of, fresh, shown]);
  shown.current = { rows, of };

  const heading = useId();
  const column = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!canMove || !column.current) return;
    const set = (now: boolean) => () => setOver(now);
    return dropTargetForElements({ element: column.current, getData: () => ({ stage: stage.stage_id }), onDragEnter: set(true), onDragLeave: set(false), onDrop: set(false) });
  }, [canMove, stage.stage_id]);

  useEffect(() => {
    for (const row of rows) cards.current.set(row.deal_id, row);
  }, [rows, cards]);
  const more = list.more.has || list.old;
  // What could not be read is not nothing.
  const unknown = list.loading || Boolean(list.error);
  useEffect(() => tell(stage.stage_id, { count: rows.length, more, waiting, loading: unknown }), [tell, stage.stage_id, rows.length, more, waiting, unknown]);

  return (
    <section ref={column} className={css.column} data-stage={stage.stage_id} data-over={over || undefined} aria-labelledby={heading}>
      <Head {...props} heading={heading} rows={rows} more={more} loading={unknown} />
      {list.error ? (
        <Failure error={list.error} onRetry={list.retry} />
      ) : (
        <Cards {...props} list={list} rows={rows} />
      )}
    </section>
  );
});

type HeadProps = ColumnProps & { readonly heading: string; readonly rows: readonly Deal[]; readonly more: boolean; readonly loading: boolean };

/** Name and count, then sum and weighted sum: two lines whatever they hold, so that no column begins lower than another. */
function Head({ stage, filters, filtered, heading, rows, more, loading, total, mayExplain }: HeadProps) {
  const byReport = more && !filtered ? total : undefined;
  const loaded = useMemo(() => (byReport ? [] : totalOf(rows)), [byReport, rows]);
  const explained = mayExplain && !filtered && (!more || byReport);
  const figures = byReport
    ? byReport.figures
    : loaded.map((value) => ({ value, explain: `?${new URLSearchParams({ account: 'pipeline', stage_id: stage.stage_id, currency: value.currency }).toString()}` }));
  const count = byReport ? byReport.deals : rows.length;
  const label = t('crm.board.sumOf', { stage: stage.name });
  // Two lines by design: what is long is said shortly, and exactly behind the figure.
  const style = figures.length > 1 || figures.some((one) => (one.value.amount.split('.')[0] ?? '').length > 6) ? 'compact' : 'symbol';
  const odds = weighted(figures.map((one) => one.value), stage.odds_percent);
  return (
    <div className={css.head}>
      <div className={css.line}>
        <h2 id={heading}>{stage.name}</h2>
        <Link
          to="/crm/deals"
          search={{ status: 'open', stage: stage.stage_id, name: filters.name, owner: filters.owner, account: filters.account } as never}
          className={css.count}
          aria-label={t('crm.board.list', { count, stage: stage.name })}
        >
          {loading ? '…' : `${count}${more && !byReport ? '+' : ''}`}
        </Link>
      </div>
      <div className={css.line}>
        <span className={css.sums}>
          {figures.map((one, index) => (
            <span key={one.value.currency}>
              {index > 0 && ' + '}
              <Figure value={one.value} label={label} style={style} explain={explained ? one.explain : undefined} />
            </span>
          ))}
        </span>
        {odds.length > 0 && (
          <span className={css.weighted} title={t('crm.board.weightedBy', { odds: stage.odds_percent })}>
            {t('crm.board.weighted', { value: odds.map((one) => money(one, style)).join(' + ') })}
          </span>
        )}
      </div>
    </div>
  );
}
