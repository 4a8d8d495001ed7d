import { Button, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { language } from '../i18n/index.ts';
import { calendarLabels, monthFormat } from './dates.ts';
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
  const [open, setOpen] = useState(false);
  const choose = (day: string | undefined) => {
    setOpen(false);
    onChange(day);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withinPortal trapFocus returnFocus middlewares={{ shift: { padding: 8 }, flip: true, size: { padding: 8 } }}>
      <Popover.Target>
        <Button variant="default" leftSection={icon} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css.days} aria-label={label}>
        {choices.map(([day, name]) => (
          <button key={name} type="button" aria-pressed={day === value} onClick={() => choose(day)}>
            {name}
            {day === value && <IconCheck size={14} aria-hidden />}
          </button>
        ))}
        <hr />
        <div className={css.picker}>
          <DatePicker value={value ?? null} maxDate={latest} locale={language()} firstDayOfWeek={1} ariaLabels={calendarLabels()} monthLabelFormat={monthFormat()} onChange={(day) => choose(day ?? undefined)} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
