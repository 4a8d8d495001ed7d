import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { usePeek } from '../../ui/peek.ts';
import type { Deal } from '../deals/queries.ts';
import { neighbour, type Moves } from './board.ts';
import css from './board.module.css';
import { Column, type ColumnProps, type Stage, type StageTotal, type Told } from './Column.tsx';
import { MoveMenu } from './MoveMenu.tsx';
import type { BoardFilters } from './queries.ts';
import { Rail } from './Rail.tsx';
import { StageTabs } from './StageTabs.tsx';

type Props = {
  readonly stages: readonly Stage[];
  readonly filters: BoardFilters;
  readonly filtered: boolean;
  readonly moves: Moves;
  readonly move: (deal: Deal, to: string) => void;
  /** What a screen reader hears of moves. */
  readonly said: string;
  readonly say: (text: string) => void;
  readonly canMove: boolean;
  readonly canClose: boolean;
  readonly mayExplain: boolean;
  readonly totals: ReadonlyMap<string, StageTotal> | undefined;
  readonly ownerName: (id: string | null | undefined) => string;
  readonly onAsk: (id: string, kind: 'win' | 'lose') => void;
  readonly told: Readonly<Record<string, Told>>;
  readonly tell: (stage: string, told: Told) => void;
  /** Cards that are chosen, while some are being chosen; a click then chooses. */
  readonly chosen: ReadonlyMap<string, string> | undefined;
  readonly onChoose: (deal: Deal) => void;
};
type Menu = { readonly deal: Deal; readonly at: DOMRect };

const cardOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null);
const linkOf = (card: Element | null | undefined) => card?.querySelector<HTMLElement>('a');

/** The columns side by side. Cards go by pointer, by Alt and arrows, and by the menu; plain arrows walk among them. */
export function Board(props: Props) {
  const { stages, moves, move, said, say, canMove, canClose, onAsk, told } = props;
  const navigate = useNavigate();
  const { open, peeked } = usePeek();
  const board = useRef<HTMLDivElement>(null);
  const cards = useRef(new Map<string, Deal>());
  const wanted = useRef<string>(undefined);
  const walks: ColumnProps['walks'] = useRef(new Map());
  const [menu, setMenu] = useState<Menu>();
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [dragging, setDragging] = useState(false);
  const [epoch, setEpoch] = useState(0);
  const waiting = Object.values(told).reduce((sum, one) => sum + one.waiting, 0);

  const go = useCallback(
    (deal: Deal, to: string, focus: boolean) => {
      wanted.current = focus && to !== deal.stage_id ? deal.deal_id : undefined;
      move(deal, to);
    },
    [move],
  );

  // Settled or refused, it has the focus where it is now; who leaves it afterwards is not called back.
  useEffect(() => {
    if (wanted.current && !moves.has(wanted.current)) wanted.current = undefined;
  }, [moves]);

  useEffect(() => {
    if (!canMove) return;
    return monitorForElements({
      onDragStart: () => setDragging(true),
      onDrop: ({ source, location }) => {
        setDragging(false);
        const deal = cards.current.get(String(source.data.card));
        const target = location.current.dropTargets[0]?.data;
        if (!deal || !target) return;
        if (target.close === 'win' || target.close === 'lose') onAsk(deal.deal_id, target.close);
        else go(deal, String(target.stage), false);
      },
    });
  }, [canMove, go, onAsk]);

  const openMenu = (card: Element | null) => {
    const deal = card && cards.current.get((card as HTMLElement).dataset.card ?? '');
    const button = card?.querySelector('[data-menu]');
    if (deal && button) setMenu({ deal, at: button.getBoundingClientRect() });
  };
  const focusedCard = () => cardOf(document.activeElement);
  const shownId = peeked?.kind === 'deal' ? peeked.id : undefined;
  /** To the next card or the one before; what is shown at the side follows, and whoever reads there goes on reading there. */
  const step = (by: 1 | -1) => {
    const columns = stages.map((stage) => walks.current.get(stage.stage_id));
    const next = neighbour(columns.map((column) => column?.rows ?? []), shownId ?? focusedCard()?.dataset.card, by);
    const column = next && columns[next.column];
    const id = column?.rows[next?.place ?? 0]?.deal_id;
    if (!next || !column || !id) return;
    column.go(next.place, !document.activeElement?.closest('aside'));
    if (shownId) open('deal', id);
  };
  useCommands('board', t('names.crm.pipeline'), [
    { id: 'board.left', label: t('crm.board.left'), keys: 'alt+ArrowLeft', quiet: true },
    { id: 'board.right', label: t('crm.board.right'), keys: 'alt+ArrowRight', quiet: true },
    { id: 'board.next', label: t('crm.board.next'), keys: 'j', quiet: true, run: () => step(1) },
    { id: 'board.previous', label: t('crm.board.previous'), keys: 'k', quiet: true, run: () => step(-1) },
    { id: 'board.peek', label: t('common.keys.peek'), keys: 'Space', quiet: true },
    ...(canMove ? [{ id: 'board.menu', label: t('crm.board.moveTo'), keys: 'm', quiet: true, run: () => openMenu(focusedCard()) }] : []),
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    const card = cardOf(event.target);
    const deal = card && cards.current.get(card.dataset.card ?? '');
    if (!card || !deal || !(event.target as Element).matches('a') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    const index = stages.findIndex((stage) => stage.stage_id === (card.closest('[data-stage]') as HTMLElement | null)?.dataset.stage);
    if (event.key === ' ' && props.chosen) props.onChoose(deal);
    else if (event.key === ' ') open('deal', deal.deal_id);
    else if (steps === undefined) return;
    else if (event.altKey && sideways) {
      const to = stages[index + steps];
      if (to && canMove) go(deal, to.stage_id, true);
      else if (canMove) say(steps < 0 ? t('crm.board.first') : t('crm.board.last'));
    } else if (event.altKey) return;
    else {
      const place = Number(card.dataset.index);
      const stage = stages[sideways ? index + steps : index];
      if (stage) walks.current.get(stage.stage_id)?.go(sideways ? place : place + steps);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const card = cardOf(event.target);
    const id = card?.dataset.card;
    if (!card || !id || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const deal = cards.current.get(id);
    if (props.chosen) return deal && props.onChoose(deal);
    if ((event.target as Element).closest('[data-menu]')) openMenu(card);
    // Enter on the link opens the page; a click peeks.
    else if (event.detail === 0) void navigate({ to: '/crm/deals/$id', params: { id } });
    else {
      linkOf(card)?.focus();
      open('deal', id);
    }
  };

  return (
    <>
      <StageTabs stages={stages} told={told} totals={props.filtered ? undefined : props.totals} board={board} />
      {waiting > 0 && (
        <button type="button" className={css.waiting} onClick={() => setEpoch((now) => now + 1)}>
          {t('common.grid.news', { count: waiting })}
        </button>
      )}
      <div
        ref={board}
        role="presentation"
        className={css.board}
        data-dragging={dragging || undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPointerOver={() => setPointed(true)}
        onPointerLeave={() => setPointed(false)}
        onFocus={(event) => {
          setFocused(true);
          const id = cardOf(event.target)?.dataset.card;
          if (id && id !== wanted.current) wanted.current = undefined;
        }}
        onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
      >
        {stages.map((stage) => (
          <Column
            key={stage.stage_id}
            stage={stage}
            filters={props.filters}
            filtered={props.filtered}
            moves={moves}
            held={pointed || focused || dragging || menu !== undefined}
            epoch={epoch}
            today={today()}
            canMove={canMove}
            total={props.totals?.get(stage.stage_id)}
            mayExplain={props.mayExplain}
            ownerName={props.ownerName}
            wanted={wanted}
            cards={cards}
            walks={walks}
            peeked={shownId}
            tell={props.tell}
            chosen={props.chosen}
          />
        ))}
        {canClose && canMove && <Rail />}
      </div>
      {menu && (
        <MoveMenu
          {...menu}
          stages={stages}
          canClose={canClose}
          onMove={(to) => go(menu.deal, to, true)}
          onAsk={(kind) => onAsk(menu.deal.deal_id, kind)}
          onClose={() => {
            setMenu(undefined);
            board.current?.querySelector<HTMLElement>(`[data-card="${menu.deal.deal_id}"] [data-menu]`)?.focus();
          }}
        />
      )}
      <p className="hidden" role="status">
        {said}
      </p>
    </>
  );
}
