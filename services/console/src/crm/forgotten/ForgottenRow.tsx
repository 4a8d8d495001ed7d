import { Button } from '@mantine/core';
import { date, daysBetween, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { RecordName } from '../desk/RecordName.tsx';
import { NextStep } from '../deal/NextStep.tsx';
import { subjectOf } from '../talk/data.ts';
import { FollowUpRow } from '../talk/FollowUpRow.tsx';
import css from '../talk/talk.module.css';
import type { Forgotten, Reason, Worked } from './data.ts';
import type { useForgotten } from './useForgotten.ts';

const tones: Record<Reason, Tone> = {
  no_next_step: 'warn', next_step_overdue: 'late', stale_in_stage: 'warn', no_activity: 'neutral', close_date_passed: 'late', no_owner: 'late',
  response_overdue: 'late', nurture_over: 'warn', follow_up_overdue: 'late',
};
type Props<R> = { readonly row: R; readonly actions: ReturnType<typeof useForgotten> };

/** Something that nobody looks after, with what can be done about it at once. */
export function ForgottenRow({ row, actions }: Props<Forgotten>) {
  const { record } = row;
  if (record.kind !== 'follow_up') return <WorkedRow row={{ ...row, record }} actions={actions} />;
  return (
    <FollowUpRow followUp={record.follow_up} canWrite={actions.canTick} who={row.owner_name ?? undefined}>
      {record.follow_up.about.map((about) => {
        const subject = subjectOf(about);
        return (
          <span key={subject.id}>
            {' · '}
            <RecordName subject={subject} />
          </span>
        );
      })}
    </FollowUpRow>
  );
}

/** A deal or lead, with its reasons. */
function WorkedRow({ row, actions }: Props<Worked>) {
  const { record, name, client_name, owner_name, last_activity_on, since } = row;
  const heard = last_activity_on ? t('talk.forgotten.lastActivity', { day: date(last_activity_on) }) : t('talk.forgotten.never');
  const take = actions.take(row);
  const long = daysBetween(since, today());
  return (
    <li className={css.row} tabIndex={-1} data-row={row.record_id}>
      <div>
        <p>
          <RecordLink kind={record.kind} id={row.record_id}>
            {name}
          </RecordLink>
          {row.reasons.map((reason) => (
            <StateBadge key={reason} tone={tones[reason]}>
              {t(`talk.forgotten.reason.${reason}`)}
            </StateBadge>
          ))}
        </p>
      </div>
      {row.value && <MoneyCell value={row.value} />}
      <div className={css.ways}>
        <p className={css.sub}>
          {[t(`names.crm.${record.kind}`), client_name, owner_name, where(record), heard, long > 0 ? t('talk.forgotten.since', { count: long }) : t('talk.forgotten.sinceToday'), row.value && !row.base_value && t('crm.noRate')]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <NextStep told={row.reasons.includes('no_next_step')} step={row.next_step ?? null} canWrite={actions.canWrite(row)} onSave={(step) => actions.step(row, step)} />
        {take && (
          <Button variant="default" aria-label={t('talk.forgotten.take', { name })} onClick={take}>
            {t('talk.forgotten.takeIt')}
          </Button>
        )}
      </div>
    </li>
  );
}

function where(record: Worked['record']): string {
  if (record.kind === 'lead') return record.nurture_until ? t('talk.forgotten.until', { day: date(record.nurture_until) }) : t(`leads.status.${record.status}`);
  const { stage_name, in_stage_since } = record;
  return in_stage_since ? t('talk.forgotten.inStage', { stage: stage_name, count: daysBetween(in_stage_since, today()) }) : stage_name;
}
