import { Button, Menu } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCheck, IconHistory } from '@tabler/icons-react';
import { addDays, date, today } from '../i18n/format.ts';
import { language, t } from '../i18n/index.ts';
import { calendarLabels } from './dates.ts';
import css from './asof.module.css';

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
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />}>
          {value ? t('common.asOf.label', { when: date(value) }) : t('common.asOf.now')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(([day, label]) => (
          <Menu.Item key={label} onClick={() => onChange(day)} rightSection={day === value && <IconCheck size={14} aria-hidden />}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <div className={css.picker}>
          <DatePicker value={value ?? null} maxDate={now} locale={language()} firstDayOfWeek={1} ariaLabels={calendarLabels()} onChange={(day) => onChange(day ?? undefined)} />
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
