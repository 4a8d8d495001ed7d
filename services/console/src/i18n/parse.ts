/* What people type, read the way they mean it. Each answers null for what it cannot read. */
import { locale } from './index.ts';

/**
 * An amount as a decimal string, `1234.50`. Reads `1 234,5` and `1,234.5`; where a lone separator could be either, the
 * language decides (`1,234` is a thousand in English, one and a bit in Hungarian).
 */
export function parseAmount(text: string): string | null {
  const raw = text.replace(/[\s\u00a0\u202f'€$£]|Ft|HUF|EUR|USD|GBP/gi, '').replace(/^[−–]/, '-');
  if (!/^-?[\d.,]+$/.test(raw) || !/\d/.test(raw)) return null;
  const decimal = decimalOf(raw);
  const group = decimal === ',' ? '.' : ',';
  const plain = raw.replaceAll(group, '').replace(decimal, '.');
  if (!/^-?\d*(\.\d{0,4})?$/.test(plain)) return null;
  const [whole = '', part] = plain.replace('-', '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${plain.startsWith('-') ? '-' : ''}${digits}${part ? `.${part}` : ''}`;
}

function decimalOf(raw: string): ',' | '.' {
  const comma = raw.lastIndexOf(',');
  const point = raw.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const separator = comma >= 0 ? ',' : '.';
  const count = raw.split(separator).length - 1;
  const own = locale().startsWith('hu') ? ',' : '.';
  const other = separator === ',' ? '.' : ',';
  if (count > 1) return other;
  // `1.234` in Hungarian or `1,234` in English: three digits behind the other language's separator are a group.
  return separator !== own && /[.,]\d{3}$/.test(raw) ? other : separator;
}

/** A stored decimal as it is typed in the chosen language, for a field that holds it already: `1234.5` is `1234,5` in Hungarian. */
export const typedAmount = (decimal: string) => (locale().startsWith('hu') ? decimal.replace('.', ',') : decimal);

/** Hours as a decimal string, from `2:27`, `2h27m`, `147m`, `2h`, `2,5` or `2.5`. */
export function parseDuration(text: string): string | null {
  const raw = text.trim().toLowerCase().replaceAll(/\s/g, '').replace('ó', 'h').replace('p', 'm').replace('perc', 'm');
  let minutes: number;
  let match: RegExpMatchArray | null;
  if ((match = raw.match(/^(\d{1,3}):([0-5]?\d)$/))) minutes = Number(match[1]) * 60 + Number(match[2]);
  else if ((match = raw.match(/^(?:(\d{1,3})h)?(?:(\d{1,4})m?)?$/)) && /[hm]/.test(raw))
    minutes = Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0);
  else if (/^\d{1,3}([.,]\d{0,2})?$/.test(raw)) minutes = Math.round(Number(raw.replace(',', '.')) * 60);
  else return null;
  return String(Math.round((minutes / 60) * 10_000) / 10_000);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A business day from `2026-11-03`, `2026. 11. 03.`, `3/11/2026`, `3.11.2026` or `3 Nov 2026`. */
export function parseDay(text: string): string | null {
  // Fields write English months as words.
  const numbers = text.toLowerCase().replace(/[a-z]{3,}/, (word) => String(months.findIndex((month) => word.startsWith(month)) + 1));
  const parts = numbers.trim().split(/[\s./-]+/).filter(Boolean);
  if (parts.length !== 3 || !parts.every((part) => /^\d+$/.test(part))) return null;
  const [a = '', b = '', c = ''] = parts;
  const day = a.length === 4 ? `${a}-${b.padStart(2, '0')}-${c.padStart(2, '0')}` : `${c}-${b.padStart(2, '0')}-${a.padStart(2, '0')}`;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day;
}
