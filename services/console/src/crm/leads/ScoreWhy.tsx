import { Popover } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import css from './leads.module.css';
import type { Lead } from './queries.ts';
import { ScoreButton, ScoreParts } from './Score.tsx';

/** Why a lead has its points, over the button that was pressed for it. */
export function ScoreWhy({ lead }: { readonly lead: Lead }) {
  // It takes the place of the button that had the focus.
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
  }, []);
  return (
    <Popover defaultOpened position="bottom-end" width={280} withinPortal trapFocus={false}>
      <Popover.Target>
        <ScoreButton lead={lead} ref={button} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('leads.score.why')}>
        <strong className={css.popTitle}>{t('leads.score.why')}</strong>
        <ScoreParts lead={lead} />
      </Popover.Dropdown>
    </Popover>
  );
}
