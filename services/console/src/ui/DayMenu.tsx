import { Button, Menu } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { language } from '../i18n/index.ts';
import { calendarLabels } from './dates.ts';
import css from './asof.module.css';

type Props = {
  /** What the button says. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly value: string | undefined;
  /** Days that are often meant, each with its name; `undefined` is none. */
  readonly choices: readonly (readonly [string | undefined, string])[];
  readonly latest: string;
  readonly onChange: (day: string | undefined) => void;
};

/** Chooses a day: one of those that are often meant, or any from the calendar. */
export function DayMenu({ label, icon, value, choices, latest, onChange }: Props) {
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={icon}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(([day, name]) => (
          <Menu.Item key={name} onClick={() => onChange(day)} rightSection={day === value && <IconCheck size={14} aria-hidden />}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <div className={css.picker}>
          <DatePicker value={value ?? null} maxDate={latest} locale={language()} firstDayOfWeek={1} ariaLabels={calendarLabels()} onChange={(day) => onChange(day ?? undefined)} />
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
