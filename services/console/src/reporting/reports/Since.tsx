import type { ReactNode } from 'react';
import { addDays, date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { DayMenu } from '../../ui/DayMenu.tsx';

type Props = {
  readonly value: string | undefined;
  /** The day the report is of: what came before it can be compared. */
  readonly latest: string | undefined;
  readonly icon: ReactNode;
  readonly onChange: (day: string | undefined) => void;
};

/** Chooses the earlier moment: what changed since. */
export function Since({ value, latest, icon, onChange }: Props) {
  const last = addDays(latest ?? today(), -1);
  const month = addDays(`${(latest ?? today()).slice(0, 8)}01`, -1);
  const year = `${Number((latest ?? today()).slice(0, 4)) - 1}-12-31`;
  const choices = [
    [undefined, t('reporting.since.none')],
    [last, t('reporting.since.day')],
    [month, t('common.asOf.lastMonth')],
    [year, t('reporting.since.year')],
  ] as const;
  const label = value ? t('reporting.since.label', { day: date(value) }) : t('reporting.since.choose');
  return <DayMenu label={label} icon={icon} value={value} choices={choices} latest={last} onChange={onChange} />;
}
