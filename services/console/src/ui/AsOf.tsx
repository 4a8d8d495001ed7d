import { IconHistory } from '@tabler/icons-react';
import { addDays, date, today } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { DayMenu } from './DayMenu.tsx';

export { AsOfBand } from './AsOfBand.tsx';

type Props = {
  /** The day in the address (`asof`), whose end is meant; nothing means now. Reports take `endOfDay(day)`. */
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
};

const endOfLastMonth = (now: string) => addDays(`${now.slice(0, 8)}01`, -1);
function endOfLastQuarter(now: string): string {
  const month = Math.floor((Number(now.slice(5, 7)) - 1) / 3) * 3 + 1;
  return addDays(`${now.slice(0, 5)}${String(month).padStart(2, '0')}-01`, -1);
}

/** Chooses the moment a report is of. */
export function AsOf({ value, onChange }: Props) {
  const now = today();
  const choices = [
    [undefined, t('common.asOf.now')],
    [endOfLastMonth(now), t('common.asOf.lastMonth')],
    [endOfLastQuarter(now), t('common.asOf.lastQuarter')],
  ] as const;
  return (
    <DayMenu
      label={value ? t('common.asOf.label', { when: date(value) }) : t('common.asOf.now')}
      icon={<IconHistory size={16} aria-hidden />}
      value={value}
      choices={choices}
      latest={now}
      onChange={onChange}
    />
  );
}
