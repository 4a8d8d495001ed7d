import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { memo, useCallback, useEffect, useRef } from 'react';
import { date, daysBetween, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Deal } from '../deals/queries.ts';
import { age } from './board.ts';
import css from './board.module.css';

type Props = {
  readonly deal: Deal;
  readonly owner: string;
  readonly today: string;
  /** Its place in the column, and how many there are; -1 when nobody knows yet. */
  readonly index: number;
  readonly of: number;
  /** Pixels from the top of the column. */
  readonly start: number;
  readonly measure: (element: HTMLElement | null) => void;
  /** Reached by Tab: of each column the one that was used last, else the first. */
  readonly tab: boolean;
  readonly moving: boolean;
  readonly canMove: boolean;
  /** Whether it is chosen, while cards are being chosen. */
  readonly chosen: boolean | undefined;
  /** Whether it is shown at the side. */
  readonly peeked: boolean;
};

/** Plain elements only: many come and go while a column is scrolled. Clicks and keys are handled by the board. */
export const Card = memo(function Card({ deal, owner, today, index, of, start, measure, tab, moving, canMove, chosen, peeked }: Props) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!canMove || chosen !== undefined || !card.current) return;
    return draggable({ element: card.current, getInitialData: () => ({ card: deal.deal_id }) });
  }, [canMove, chosen, deal.deal_id]);
  const drawn = useCallback(
    (element: HTMLLIElement | null) => {
      card.current = element;
      measure(element);
    },
    [measure],
  );
  const { days, inStage, stale } = age(deal, today);
  const late = deal.expected_close_on ? daysBetween(deal.expected_close_on, today) : 0;
  // The step somebody named, else the follow-up that is due first.
  const step = deal.next_step?.text ?? deal.next_follow_up?.title;
  return (
    <li
      ref={drawn}
      className={css.card}
      data-card={deal.deal_id}
      data-index={index}
      data-moving={moving || undefined}
      data-peeked={peeked || undefined}
      data-chosen={chosen || undefined}
      aria-posinset={index + 1}
      aria-setsize={of}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div className={css.top}>
        <a href={`/crm/deals/${deal.deal_id}`} draggable={false} tabIndex={tab ? 0 : -1} aria-keyshortcuts={canMove ? 'Alt+ArrowLeft Alt+ArrowRight' : undefined}>
          {deal.name}
        </a>
        {chosen !== undefined && <input type="checkbox" checked={chosen} readOnly tabIndex={-1} aria-label={t('crm.board.selectOne', { name: deal.name })} />}
        {canMove && chosen === undefined && (
          <button type="button" data-menu tabIndex={tab ? 0 : -1} aria-haspopup="menu" aria-label={t('crm.board.menu', { name: deal.name })}>
            ⋯
          </button>
        )}
      </div>
      <div className={css.sub}>{[deal.account_name, owner].filter(Boolean).join(' · ') || '–'}</div>
      <div className={css.line}>
        <span className={css.value}>{money(deal.value)}</span>
        <span className={css.age} data-stale={stale || undefined}>
          {stale && '⚠ '}
          {t(inStage ? 'crm.board.inStage' : 'crm.board.openFor', { count: days })}
        </span>
      </div>
      <div className={css.foot}>
        <span className={css.step} data-none={step === undefined || undefined}>{step ? `→ ${step}` : t('crm.next.none')}</span>
        {deal.expected_close_on && (
          <span className={css.age} data-late={late > 0 || undefined}>
            {late > 0 ? t('crm.board.lateDays', { count: late }) : t('crm.board.closes', { day: date(deal.expected_close_on, 'day') })}
          </span>
        )}
      </div>
    </li>
  );
});
