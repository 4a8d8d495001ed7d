import { daysBetween, isZero, minor } from '../../i18n/format.ts';
import type { Tone } from '../../ui/StateBadge.tsx';
import type { Invoice } from './queries.ts';

export type Shown = Invoice['status'] | 'overdue' | 'partly';

/** What an invoice is to the person: the service's word, sharpened by its due day and what was paid. */
export function shownState(invoice: Pick<Invoice, 'status' | 'due_on' | 'open' | 'paid'>, now: string): Shown {
  if (invoice.status !== 'issued') return invoice.status;
  if (invoice.due_on && invoice.due_on < now && !isZero(invoice.open)) return 'overdue';
  return isZero(invoice.paid) ? 'issued' : 'partly';
}

export const tones: Record<Shown, Tone> = { draft: 'neutral', issued: 'info', partly: 'info', overdue: 'late', paid: 'good', discarded: 'neutral' };

/** Days past due, 0 when it is not. */
export const daysLate = (invoice: Pick<Invoice, 'status' | 'due_on' | 'open'>, now: string): number =>
  invoice.status === 'issued' && invoice.due_on && !isZero(invoice.open) ? Math.max(0, daysBetween(invoice.due_on, now)) : 0;

/**
 * Net of a line being typed, rounded half away from zero to cents, for a preview only: the service's figure replaces it.
 * Quantities and prices have at most four decimals.
 */
export function lineNet(quantity: string, price: string): string {
  const product = minor(quantity) * minor(price);
  const cent = 1_000_000n;
  const positive = product < 0n ? -product : product;
  const cents = (positive + cent / 2n) / cent;
  return `${product < 0n && cents > 0n ? '-' : ''}${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}
