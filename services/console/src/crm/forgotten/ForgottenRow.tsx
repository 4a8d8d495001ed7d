import { Button } from '@mantine/core';
import { date, daysBetween, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { NextStep } from '../deal/NextStep.tsx';
import type { Forgotten, Reason } from '../talk/data.ts';
import css from '../talk/talk.module.css';

const tones: Record<Reason, Tone> = {
  no_next_step: 'warn', next_step_overdue: 'late', stale_in_stage: 'warn', no_activity: 'neutral', close_date_passed: 'late', no_owner: 'late',
};
type Props = {
  readonly row: Forgotten;
  readonly canWrite: boolean;
  readonly onStep: (step: Forgotten['next_step']) => Promise<void>;
  /** Makes it one's own; left out where it is, or may not be. */
  readonly onTake: (() => void) | undefined;
};

/** A deal that nobody looks after, with its reasons. */
export function ForgottenRow({ row, canWrite, onStep, onTake }: Props) {
  const { name, account_name, owner_name, stage_name, in_stage_since, last_activity_on } = row;
  const stage = in_stage_since ? t('talk.forgotten.inStage', { stage: stage_name, count: daysBetween(in_stage_since, today()) }) : stage_name;
  const heard = last_activity_on ? t('talk.forgotten.lastActivity', { day: date(last_activity_on) }) : t('talk.forgotten.never');
  return (
    <li className={css.row} tabIndex={-1} data-row={row.deal_id}>
      <div>
        <p>
          <RecordLink kind="deal" id={row.deal_id}>
            {name}
          </RecordLink>
          {row.reasons.map((reason) => (
            <StateBadge key={reason} tone={tones[reason]}>
              {t(`talk.forgotten.reason.${reason}`)}
            </StateBadge>
          ))}
        </p>
        <p className={css.sub}>{[account_name, owner_name, stage, heard].filter(Boolean).join(' · ')}</p>
      </div>
      <MoneyCell value={row.value} />
      <div className={css.ways}>
        <NextStep step={row.next_step ?? null} canWrite={canWrite} onSave={onStep} />
        {onTake && (
          <Button variant="default" aria-label={t('talk.forgotten.take', { name })} onClick={onTake}>
            {t('talk.forgotten.takeIt')}
          </Button>
        )}
      </div>
    </li>
  );
}
