/* What a posting is about, in the language of who reads it: the ledger writes it down in one. */
import { hours, named } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

/** As `services/reporting/src/ledger/stance.rs` writes them. */
const patterns: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^(-?\d+(?:\.\d+)?) h of (.+?): (.+)$/s, ([amount = '', person = '', task = '']) => t('reporting.posted.time', { hours: hours(amount), person, task })],
  [/^Budget of (.+)$/s, ([name = '']) => t('reporting.posted.budget', { name })],
  [/^Cost budget of (.+)$/s, ([name = '']) => t('reporting.posted.costBudget', { name })],
  [/^Schedule of (.+)$/s, ([name = '']) => t('reporting.posted.schedule', { name })],
  [/^Invoice (\S*) to (.+)$/s, ([number = '', customer = '']) => t('reporting.posted.invoice', { number, customer })],
  [/^(.+) won$/s, ([name = '']) => t('reporting.posted.won', { name })],
  [/^Payment without reference$/, () => t('reporting.posted.paymentPlain')],
  [/^Payment (.+)$/s, ([reference = '']) => t('reporting.posted.payment', { reference })],
];

/** The description of a posting; what nothing is known of stays as it is. */
export function posted(description: string): string {
  for (const [pattern, say] of patterns) {
    const found = pattern.exec(description);
    if (found) return say(found.slice(1));
  }
  return named(description);
}
