import { Checkbox } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { ChoiceField, DayField, TextField, type Form } from '../../ui/form/index.ts';
import css from '../talk/talk.module.css';
import { chosenDays, ends, toggleDay, weekdays, type AgainValues } from './again.ts';

/** How often, on which days and until when a task comes again; asked once it does. */
export function AgainFields<V extends AgainValues & Readonly<Record<string, string | boolean>>>({ form: given }: { readonly form: Form<V> }) {
  // Only the fields of how it comes again are read and set here.
  const form = given as unknown as Form<AgainValues>;
  const { values, set } = form;
  if (!values.again) return null;
  const days = chosenDays(values.days);
  return (
    <>
      <div className={css.fields}>
        <TextField form={form} name="every" label={t('desk.again.every')} />
        <ChoiceField form={form} name="ends" label={t('desk.again.ends')} options={ends.map((value) => ({ value: value as string, label: t(`desk.again.ends.${value}`) }))} />
        {values.ends === 'until' && <DayField form={form} name="until" label={t('desk.again.until')} required />}
        {values.ends === 'count' && <TextField form={form} name="count" label={t('desk.again.count')} required />}
      </div>
      {values.again === 'weekly' && (
        <fieldset className={css.days}>
          <legend>{t('desk.again.days')}</legend>
          {weekdays.map((day) => (
            <Checkbox key={day} label={t(`desk.day.${day}`)} checked={days.includes(day)} onChange={() => set({ days: toggleDay(values.days, day) })} />
          ))}
        </fieldset>
      )}
    </>
  );
}
