import { Button, Menu } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { addDays, date, today } from '../../i18n/format.ts';
import { language, t } from '../../i18n/index.ts';
import { calendarLabels } from '../../ui/dates.ts';
import css from '../reporting.module.css';

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
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={icon}>
          {value ? t('reporting.since.label', { day: date(value) }) : t('reporting.since.choose')}
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
          <DatePicker value={value ?? null} maxDate={last} locale={language()} firstDayOfWeek={1} ariaLabels={calendarLabels()} onChange={(day) => onChange(day ?? undefined)} />
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
