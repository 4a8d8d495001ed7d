/* The smallest units of currencies, as the services count them. */
import { digitsOf, minor, type Money } from './format.ts';

/** What people write without decimals, for there is no such coin, and ISO 4217 and the services count with. */
const withParts: Readonly<Record<string, number>> = { ...Object.fromEntries('AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR SOS SYP YER'.split(' ').map((code) => [code, 2])), IQD: 3 };

/** How many decimals an amount of this currency may have to be paid. */
export const minorDigits = (currency: string): number => withParts[currency] ?? digitsOf(currency);

/** An amount as it is paid: rounded to the smallest unit of its currency, half of one away from zero, as the services do. */
export function rounded({ amount, currency }: Money): Money {
  const digits = minorDigits(currency);
  const unit = 10n ** BigInt(4 - digits);
  const value = minor(amount);
  const units = ((value < 0n ? -value : value) + unit / 2n) / unit;
  const text = units.toString().padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return { amount: value < 0n && units > 0n ? `-${whole}` : whole, currency };
}
