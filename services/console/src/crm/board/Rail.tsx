import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import css from './board.module.css';

/** Where a card is dropped to be won or lost; each also leads to the deals that were. */
export function Rail() {
  return (
    <div className={css.rail}>
      <Target close="win" status="won" />
      <Target close="lose" status="lost" />
    </div>
  );
}

function Target({ close, status }: { close: 'win' | 'lose'; status: 'won' | 'lost' }) {
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const set = (now: boolean) => () => setOver(now);
    return dropTargetForElements({ element: box.current, getData: () => ({ close }), onDragEnter: set(true), onDragLeave: set(false), onDrop: set(false) });
  }, [close]);
  return (
    <div ref={box} className={css.target} data-close={close} data-over={over || undefined}>
      <Link to="/crm/deals" search={{ status } as never} draggable={false}>
        {t(`crm.status.${status}`)}
      </Link>
      <span>{t('crm.board.dropHere')}</span>
    </div>
  );
}
