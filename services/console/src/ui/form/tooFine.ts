import { fraction, minorDigits, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';

/** Says what to write instead of an amount that is a part of its currency's smallest unit; what cannot be read is said elsewhere. */
export function tooFine(typed: string, currency: string): string | undefined {
  const amount = parseAmount(typed);
  const most = minorDigits(currency);
  if (amount === null || fraction(amount) <= most) return undefined;
  const example = number(amount, most);
  return most === 0 ? t('common.form.noDecimals', { currency, example }) : t('common.form.decimals', { currency, count: most, example });
}
