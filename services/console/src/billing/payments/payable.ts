import { minorDigits } from '../../i18n/currencies.ts';
import { fraction } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { amountOf } from '../../ui/form/index.ts';

export type Wrong = 'unread' | 'notAbove' | 'tooFine';

/** What the service would refuse about an amount that is paid: none can be, nothing or less, or a part of the smallest coin. */
export function wrongOf(amount: string | null, currency: string): Wrong | undefined {
  if (amount === null) return 'unread';
  if (/^-|^0*(\.0*)?$/.test(amount)) return 'notAbove';
  return fraction(amount) > minorDigits(currency) ? 'tooFine' : undefined;
}

/** The same in words, for a field as it was typed. */
export function refusal(typed: string, currency: string): string | undefined {
  const wrong = wrongOf(amountOf(typed), currency);
  return wrong && t(({ unread: 'common.inline.amount', notAbove: 'billing.payment.amountNeeded', tooFine: 'billing.payment.tooFine' } as const)[wrong]);
}

/** Parts of a payment: left empty or zero, an invoice is not paid. */
export const partRefusal = (typed: string, currency: string): string | undefined => (typed.trim() === '' || /^0*([.,]0*)?$/.test(typed.trim()) ? undefined : refusal(typed, currency));
