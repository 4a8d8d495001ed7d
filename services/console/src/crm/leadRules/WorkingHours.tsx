import { Checkbox, TextInput } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import css from './rules.module.css';
import { week, type Typed } from './workingHours.ts';

type Props = { readonly value: Typed; readonly onChange: (value: Typed) => void; readonly disabled: boolean };

/** The days and hours in which the organisation works, if only they count until a lead is answered. */
export function WorkingHours({ value, onChange, disabled }: Props) {
  const time = (name: 'from' | 'to') => (
    <TextInput label={t(`leads.assignment.${name}`)} disabled={disabled} className="num" value={value[name]} onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })} />
  );
  return (
    <>
      <Checkbox
        label={t('leads.assignment.working')}
        description={t('leads.assignment.workingHint')}
        disabled={disabled}
        checked={value.on}
        onChange={(event) => onChange({ ...value, on: event.currentTarget.checked })}
      />
      {value.on && (
        <fieldset className={css.fieldset}>
          <legend>{t('leads.assignment.hours')}</legend>
          <div className={css.days}>
            {week.map((day) => (
              <Checkbox
                key={day}
                size="xs"
                label={t(`mail.day.${day}`)}
                disabled={disabled}
                checked={value.days.includes(day)}
                onChange={(event) => onChange({ ...value, days: week.filter((one) => (one === day ? event.currentTarget.checked : value.days.includes(one))) })}
              />
            ))}
          </div>
          <div className={css.row}>
            {time('from')}
            {time('to')}
          </div>
        </fieldset>
      )}
    </>
  );
}
