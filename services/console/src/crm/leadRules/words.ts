/* Rules of leads in words, for whoever is told what somebody else made of them. */
import { t, tMaybe } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { asksForValues, type Condition } from './queries.ts';
import type { Hours } from './workingHours.ts';

export function inWords({ field, operator, values, currency }: Condition): string {
  const told = (values ?? []).map((value) => (field === 'country' && /^[A-Z]{2}$/.test(value) ? countryName(value) : value));
  const name = field === 'custom' ? t('crm.settings.fields') : t(`leads.field.${field}`);
  return [name, t(`leads.operator.${operator}`), asksForValues(operator) && [told.join(', '), currency].filter(Boolean).join(' ')].filter(Boolean).join(' ');
}

export const hoursInWords = ({ days, from, to }: Hours) => `${days.map((day) => tMaybe(`mail.day.${day}`, day)).join(', ')} ${from.slice(0, 5)}–${to.slice(0, 5)}`;
