import { DateInput } from '@mantine/dates';
import { language, t } from '../../i18n/index.ts';
import { parseDay } from '../../i18n/parse.ts';
import { useCalendar } from './useCalendar.ts';
import { calendarLabels, monthFormat } from '../dates.ts';

type Props = {
  readonly label: string;
  /** Names the field without showing the name. */
  readonly bare?: boolean;
  /** `2026-11-03`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly size?: 'xs' | 'sm';
};

/** A business day outside of a form. */
export function DayInput({ label, bare, value, onChange, size = 'sm' }: Props) {
  const calendar = useCalendar();
  return (
    <DateInput
      {...calendar.props}
      error={calendar.unread}
      size={size}
      {...(bare ? { 'aria-label': label, placeholder: label } : { label })}
      value={value || null}
      locale={language()}
      valueFormat={language() === 'hu' ? 'YYYY. MM. DD.' : 'D MMM YYYY'}
      dateParser={(text) => parseDay(text)}
      clearable
      clearButtonProps={{ 'aria-label': t('common.filter.clear') }}
      ariaLabels={calendarLabels()}
      monthLabelFormat={monthFormat()}
      firstDayOfWeek={1}
      onChange={(day) => {
        calendar.chosen();
        onChange(day ?? '');
      }}
    />
  );
}
