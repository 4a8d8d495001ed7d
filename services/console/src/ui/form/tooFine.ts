import { minorDigits } from '../../i18n/currencies.ts';
import { fraction, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';

/** Says what to write instead of an amount that is a part of its currency's smallest unit; what cannot be read is said elsewhere. */
export function tooFine(typed: string, currency: string): string | undefined {
  const amount = parseAmount(typed);
  const most = minorDigits(currency);
  if (amount === null || fraction(amount) <= most) return undefined;
  return t('common.form.decimals', { currency, count: most, example: number(amount, most) });
}
