/* Months written as `2026-04`. */

/** The months from so many before a day's to so many after it. */
export function monthsAround(day: string, before: number, after: number): string[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Array.from({ length: after - before + 1 }, (_, index) => new Date(Date.UTC(year, month - 1 + before + index, 1)).toISOString().slice(0, 7));
}

/** The first month of the quarter a month is in. */
export function quarterOf(month: string): string {
  const [year = '', number = '1'] = month.split('-');
  const first = Math.floor((Number(number) - 1) / 3) * 3 + 1;
  return `${year}-${String(first).padStart(2, '0')}`;
}
