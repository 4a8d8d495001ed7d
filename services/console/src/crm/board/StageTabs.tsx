import { useEffect, useState, type RefObject } from 'react';
import { t } from '../../i18n/index.ts';
import css from './board.module.css';
import type { Stage, StageTotal, Told } from './Column.tsx';

type Props = {
  readonly stages: readonly Stage[];
  readonly told: Readonly<Record<string, Told>>;
  readonly totals: ReadonlyMap<string, StageTotal> | undefined;
  readonly board: RefObject<HTMLDivElement | null>;
};

/** On a phone, where one column is shown at a time: which one, and how many cards each holds. */
export function StageTabs({ stages, told, totals, board }: Props) {
  const [shown, setShown] = useState(stages[0]?.stage_id);
  useEffect(() => {
    const box = board.current;
    if (!box) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.find((one) => one.isIntersecting);
        if (entry) setShown((entry.target as HTMLElement).dataset.stage);
      },
      { root: box, threshold: 0.6 },
    );
    for (const column of box.querySelectorAll('[data-stage]')) observer.observe(column);
    return () => observer.disconnect();
  }, [board, stages]);
  return (
    <div className={css.tabs} role="group" aria-label={t('crm.board.stages')}>
      {stages.map((stage) => {
        const own = told[stage.stage_id];
        const count = own?.more ? (totals?.get(stage.stage_id)?.deals ?? `${own.count}+`) : (own?.count ?? 0);
        return (
          <button
            key={stage.stage_id}
            type="button"
            aria-pressed={stage.stage_id === shown}
            onClick={() => board.current?.querySelector(`[data-stage="${stage.stage_id}"]`)?.scrollIntoView({ inline: 'start', block: 'nearest' })}
          >
            {stage.name} <span className="num">{count}</span>
          </button>
        );
      })}
    </div>
  );
}
