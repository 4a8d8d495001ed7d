/* What is on screen as a file: exact amounts with a decimal point, the currency in a column of its own. */

export type Cell = string | number | null | undefined;

/** An amount with two decimals, and more only where there are more: those of a column are alike, wherever each comes from. */
export function amountOf(amount: string | undefined): string | undefined {
  if (amount === undefined) return undefined;
  const [whole = '0', part = ''] = amount.split('.');
  return `${whole}.${part.replace(/0+$/, '').padEnd(2, '0')}`;
}

/**
 * RFC 4180, in UTF-8 with its mark so that a spreadsheet finds the accents. A name that begins like a formula gets a quote
 * before it: a spreadsheet would run it.
 */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: Cell): string {
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
