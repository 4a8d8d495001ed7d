/* What is on screen as a file, in its language: exact amounts with a decimal point, the currency in a column of its own. */
import { fraction } from '../i18n/format.ts';

/** An amount is told apart from a text that looks like one: all amounts of a file are written with as many decimals. */
export type Cell = string | number | { readonly amount: string } | null | undefined;

/** Two decimals, and more only where an amount of the file has more. */
function decimalsOf(rows: readonly (readonly Cell[])[]): number {
  return Math.max(2, ...rows.flat().map((value) => (typeof value === 'object' && value ? fraction(value.amount) : 0)));
}

function written(amount: string, decimals: number): string {
  const [whole = '0', part = ''] = amount.split('.');
  return `${whole}.${part.replace(/0+$/, '').padEnd(decimals, '0')}`;
}

/**
 * RFC 4180, in UTF-8 with its mark so that a spreadsheet finds the accents. A name that begins like a formula gets a quote
 * before it: a spreadsheet would run it.
 */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const decimals = decimalsOf(rows);
  return `\uFEFF${[head, ...rows].map((row) => row.map((value) => cell(typeof value === 'object' && value ? written(value.amount, decimals) : value)).join(',')).join('\r\n')}\r\n`;
}

function cell(value: Exclude<Cell, object>): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
