// The date picker speaks Hungarian through dayjs; everything else asks Intl.
import 'dayjs/locale/hu.js';
import { language, t } from '../i18n/index.ts';

/** Names of the picker's arrows, which have no words of their own. */
export const calendarLabels = () => ({
  previousMonth: t('common.calendar.previous'),
  nextMonth: t('common.calendar.next'),
  previousYear: t('common.calendar.previous'),
  nextYear: t('common.calendar.next'),
  previousDecade: t('common.calendar.previous'),
  nextDecade: t('common.calendar.next'),
});

/** A month above its days, in dayjs' signs: Hungarian begins with the year. */
export const monthFormat = () => (language() === 'hu' ? 'YYYY. MMMM' : 'MMMM YYYY');
