import { useEffect, useRef, type KeyboardEvent } from 'react';
import { t } from '../../i18n/index.ts';
import type { Deal } from '../deals/queries.ts';
import css from './board.module.css';
import type { Stage } from './Column.tsx';

type Props = {
  readonly deal: Deal;
  readonly at: DOMRect;
  readonly stages: readonly Stage[];
  readonly canClose: boolean;
  readonly onMove: (stage: string) => void;
  readonly onAsk: (kind: 'win' | 'lose') => void;
  readonly onClose: () => void;
};

/** The one menu of the board: where the card may go. The browser closes it by Esc or a click elsewhere. */
export function MoveMenu({ deal, at, stages, canClose, onMove, onAsk, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const own = menu.current;
    if (!own) return;
    own.showPopover();
    own.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') onClose();
    event.stopPropagation();
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  };
  const item = (key: string, label: string, run: () => void) => (
    <button
      key={key}
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={() => {
        onClose();
        run();
      }}
    >
      {label}
    </button>
  );
  // To the left of the button's right edge, and above it where there is no room below.
  const above = at.bottom + 260 > innerHeight;
  const style = { insetInlineStart: Math.max(8, at.right - 200), ...(above ? { insetBlockEnd: innerHeight - at.top + 4 } : { insetBlockStart: at.bottom + 4 }) };
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={t('crm.board.menu', { name: deal.name })}
      className={css.menu}
      style={style}
      onKeyDown={onKeyDown}
      onToggle={(event) => (event.nativeEvent as ToggleEvent).newState === 'closed' && onClose()}
    >
      {stages.filter((stage) => stage.stage_id !== deal.stage_id).map((stage) => item(stage.stage_id, stage.name, () => onMove(stage.stage_id)))}
      {canClose && item('won', t('crm.board.toWon'), () => onAsk('win'))}
      {canClose && item('lost', t('crm.board.toLost'), () => onAsk('lose'))}
    </div>
  );
}
