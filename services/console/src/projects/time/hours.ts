/* Hours are decimal strings on the wire; here whole ten-thousandths, in which sums are exact. */

const scale = 10_000;
export type Ticks = number;

export function ticks(hours: string): Ticks {
  const [whole = '0', part = ''] = hours.split('.');
  return Number(whole) * scale + Number(part.padEnd(4, '0').slice(0, 4));
}

export function hoursOf(value: Ticks): string {
  const part = String(value % scale).padStart(4, '0').replace(/0+$/, '');
  return `${Math.floor(value / scale)}${part ? `.${part}` : ''}`;
}

export const sumHours = (all: readonly string[]): string => hoursOf(all.reduce((sum, hours) => sum + ticks(hours), 0));
export const day24 = 24 * scale;
