import { Button } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import type { CellState, WeekWork } from './useWeek.ts';
import type { Cell, Row } from './week.ts';

type Props = { readonly row: Row; readonly cell: Cell; readonly state: Extract<CellState, { state: 'error' }>; readonly work: WeekWork };

/** Theirs or ours, in a cell that somebody else changed meanwhile; ours only where it may still be changed. */
export function Theirs({ row, cell, state, work }: Props) {
  if (!state.theirs) return null;
  return (
    <>
      {state.theirs === 'open' && !cell.lock && (
        <Button size="compact-xs" variant="default" onClick={() => work.save(row, cell, state.typed)}>
          {t('projects.time.theirs.mine')}
        </Button>
      )}
      <Button size="compact-xs" variant="default" aria-keyshortcuts="Escape" onClick={() => work.restore(cell.key)}>
        {t('projects.time.theirs.keep')}
      </Button>
    </>
  );
}
