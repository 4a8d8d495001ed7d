/* The only user of Intl. Money is a string from end to end; business days are plain dates; instants carry a time zone. */
import { locale } from './index.ts';

export type Money = { readonly amount: string; readonly currency: string };

let zone = 'UTC';
/** The organisation's time zone, told by the session. */
export const setTimeZone = (name: string) => {
  zone = name;
};
export const timeZone = () => zone;

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale()}${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.NumberFormat(locale(), { useGrouping: 'always', ...options });
  cache.set(key, known);
  return known as Intl.NumberFormat;
}
function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale()}${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  cache.set(key, known);
  return known as Intl.DateTimeFormat;
}

export const digitsOf = (currency: string) =>
  currency === 'HUF' ? 0 : (numbers({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2);

/** How many decimals an amount has, zeros at the end left out. */
export const fraction = (amount: string): number => (amount.split('.')[1] ?? '').replace(/0+$/, '').length;

export type MoneyStyle = 'symbol' | 'code' | 'exact' | 'compact';

/** Whether an amount comes to more than whole ones as it is paid: half a fillér is one, less is none. */
const hasCents = (amount: string) => {
  const value = minor(amount);
  return ((((value < 0n ? -value : value) + 50n) / 100n) % 100n) > 0n;
};

/**
 * `€1,234.50` / `1 234,50 €`. `code` where currencies mix, `exact` where the stored decimals matter, such as prices of one piece;
 * only `compact`, for axes and what has its exact amount behind it, leaves cents out.
 */
export function money(value: Money, style: MoneyStyle = 'symbol'): string {
  const parts = style === 'symbol' ? (hasCents(value.amount) ? 2 : 0) : fraction(value.amount);
  // Fillér are left out as long as there are none, and then written like any other: 1.50, not 1.5.
  const digits = Math.max(digitsOf(value.currency), parts > 0 ? Math.max(2, parts) : 0);
  const format = numbers({
    style: 'currency',
    currency: value.currency,
    currencyDisplay: style === 'code' ? 'code' : 'narrowSymbol',
    ...(style === 'compact'
      ? { notation: 'compact', maximumFractionDigits: 1 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
  // Intl reads the decimal string itself, so no digit passes through a float.
  return format.format(value.amount as `${number}`);
}

export const isNegative = (value: Money) => value.amount.startsWith('-');
export const isZero = (value: Money) => /^-?0*(\.0*)?$/.test(value.amount);
export const negate = (value: Money): Money => ({
  ...value,
  amount: value.amount.startsWith('-') ? value.amount.slice(1) : isZero(value) ? value.amount : `-${value.amount}`,
});

const scale = 10_000n;
/** In ten-thousandths, the finest the suite knows: for a sum on screen or a local sort, never for anything that is stored. */
export function minor(amount: string): bigint {
  const negative = amount.startsWith('-');
  const [whole = '0', part = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole) * scale + BigInt(part.padEnd(4, '0').slice(0, 4));
  return negative ? -value : value;
}

/** Sums per currency, in the order in which the currencies first appear. Currencies never mix. */
export function sums(values: readonly Money[]): Money[] {
  const totals = new Map<string, bigint>();
  for (const value of values) totals.set(value.currency, (totals.get(value.currency) ?? 0n) + minor(value.amount));
  return [...totals].map(([currency, total]) => {
    const positive = total < 0n ? -total : total;
    const part = (positive % scale).toString().padStart(4, '0');
    return { currency, amount: `${total < 0n ? '-' : ''}${positive / scale}.${part}` };
  });
}

export const number = (value: number | string, digits = 2) =>
  numbers({ maximumFractionDigits: digits }).format(value as `${number}`);
export const compact = (value: number) => numbers({ notation: 'compact', maximumFractionDigits: 1 }).format(value);
/** Takes `31.4` (as the services write it) and says `31.4%` / `31,4%`. */
export const percent = (value: number | string, digits = 1) => `${number(value, digits)}%`;
export const bytes = (value: number) =>
  numbers({ style: 'unit', unit: value < 1e6 ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 }).format(
    value / (value < 1e6 ? 1e3 : 1e6),
  );

export type DateStyle = 'short' | 'table' | 'long' | 'weekday' | 'month' | 'day';
const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  short: { year: 'numeric', month: '2-digit', day: '2-digit' },
  table: { year: 'numeric', month: 'short', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  weekday: { weekday: 'short', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { month: 'short', day: 'numeric' },
};

/** A business day, `2026-11-03`: no time zone takes part in it. */
export function date(day: string, style: DateStyle = 'table'): string {
  return dates({ ...dateStyles[style], timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** A name that the suite made of a thing and its day, `Support, 2026-11-03`, with the day as people write it. */
export const named = (name: string) => name.replace(/, (\d{4}-\d\d-\d\d)$/, (_, day: string) => `, ${date(day)}`);

/** An instant, in the organisation's time zone. */
export function instant(at: string, style: 'table' | 'exact' | 'time' | 'date' = 'table'): string {
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false };
  const options = {
    table: { ...dateStyles.table, ...time },
    exact: { ...dateStyles.table, ...time, second: '2-digit', timeZoneName: 'short' },
    time,
    date: dateStyles.table,
  } satisfies Record<string, Intl.DateTimeFormatOptions>;
  return dates({ ...options[style], timeZone: zone }).format(new Date(at));
}

/** Today as a business day of the organisation. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

const dayMs = 86_400_000;
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
export const addDays = (day: string, count: number) => new Date(utc(day) + count * dayMs).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string) => Math.round((utc(to) - utc(from)) / dayMs);
/** Monday of the day's week; weeks begin on Monday in both languages. */
export const weekStart = (day: string) => addDays(day, -((new Date(utc(day)).getUTCDay() + 6) % 7));

/** `in 3 days`, `yesterday`; for business days. */
export function relativeDay(day: string, from = today()): string {
  const days = daysBetween(from, day);
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  return Math.abs(days) < 45 ? format.format(days, 'day') : format.format(Math.round(days / 30.4), 'month');
}

/** `5 minutes ago`; for instants. */
export function ago(at: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  const steps = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12]] as const;
  let value = seconds;
  for (const [unit, size] of steps) {
    if (Math.abs(value) < size) return format.format(Math.round(value), unit);
    value /= size;
  }
  return format.format(Math.round(value), 'year');
}

/** Hours as the services write them, `7.5`, shown as `7:30`. */
export function hours(value: string): string {
  const minutes = Math.round(Math.abs(Number(value)) * 60);
  const sign = value.startsWith('-') && minutes > 0 ? '-' : '';
  return `${sign}${number(Math.floor(minutes / 60), 0)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Compares names as the language sorts them. */
export const collator = () => new Intl.Collator(locale(), { sensitivity: 'base', numeric: true });
export const listed = (items: readonly string[]) => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
/** As `listed`, where one of them is enough. */
export const either = (items: readonly string[]) => new Intl.ListFormat(locale(), { type: 'disjunction' }).format(items);

/** The last instant of a business day in the organisation's time zone: what `as_of` means by a day. */
export function endOfDay(day: string): string {
  const next = utc(addDays(day, 1));
  // The zone's offset at that moment, found by asking what the clock on the wall says.
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).format(new Date(next));
  const offset = Date.parse(`${wall.replace(', ', 'T')}Z`) - next;
  return new Date(next - offset - 1).toISOString();
}
