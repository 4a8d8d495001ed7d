/* Where the keyboard goes in the grid, and what a key means there. Pure. */

export type At = { readonly row: number; readonly day: number };
export type Size = { readonly rows: number; readonly days: number };
export type Step = 'left' | 'right' | 'up' | 'down' | 'next' | 'previous' | 'first' | 'last' | 'top' | 'bottom';

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most));

/** `next` and `previous` are Tab: they go on in the next row, and answer nothing at the ends, where Tab leaves the grid. */
export function move({ row, day }: At, step: Step, { rows, days }: Size): At | undefined {
  const lastRow = rows - 1;
  const lastDay = days - 1;
  switch (step) {
    case 'left':
      return { row, day: clamp(day - 1, lastDay) };
    case 'right':
      return { row, day: clamp(day + 1, lastDay) };
    case 'up':
      return { row: clamp(row - 1, lastRow), day };
    case 'down':
      return { row: clamp(row + 1, lastRow), day };
    case 'first':
      return { row, day: 0 };
    case 'last':
      return { row, day: lastDay };
    case 'top':
      return { row: 0, day: 0 };
    case 'bottom':
      return { row: lastRow, day: lastDay };
    case 'next':
      if (day < lastDay) return { row, day: day + 1 };
      return row < lastRow ? { row: row + 1, day: 0 } : undefined;
    case 'previous':
      if (day > 0) return { row, day: day - 1 };
      return row > 0 ? { row: row - 1, day: lastDay } : undefined;
  }
}

export type Key = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean };
export type Meaning =
  | { readonly do: 'move'; readonly step: Step }
  /** Begins typing, with this as the first sign; without it the value that is there is edited. */
  | { readonly do: 'type'; readonly first?: string }
  | { readonly do: 'clear' | 'copyLeft' | 'details' | 'restore' };

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last', Enter: 'down',
};

/** A key on a cell that is not being typed into. */
export function meaning({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): Meaning | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 'd' && !shiftKey) return { do: 'copyLeft' };
    if (key === 'Home') return { do: 'move', step: 'top' };
    if (key === 'End') return { do: 'move', step: 'bottom' };
    return undefined;
  }
  if (key === 'Tab') return { do: 'move', step: shiftKey ? 'previous' : 'next' };
  if (key === 'Enter') return { do: 'move', step: shiftKey ? 'up' : 'down' };
  if (/^[\d:.,]$/.test(key)) return { do: 'type', first: key };
  if (key === 'F2') return { do: 'type' };
  if (key === 'Delete' || key === 'Backspace') return { do: 'clear' };
  if (key === ' ') return { do: 'details' };
  if (key === 'Escape') return { do: 'restore' };
  const step = steps[key];
  return step && !shiftKey ? { do: 'move', step } : undefined;
}

/** A key in the field of a cell: where to go after what was typed is kept, or `restore`. `fresh`: begun by a digit, so that arrows leave. */
export function leaving({ key, ctrlKey, metaKey, altKey, shiftKey }: Key, fresh: boolean): Step | 'restore' | 'stay' | undefined {
  if (altKey) return undefined;
  if (key === 'Escape') return 'restore';
  if (key === 'Enter') return ctrlKey || metaKey ? 'stay' : shiftKey ? 'up' : 'down';
  if (key === 'Tab') return shiftKey ? 'previous' : 'next';
  if (ctrlKey || metaKey || shiftKey) return undefined;
  if (key === 'ArrowUp') return 'up';
  if (key === 'ArrowDown') return 'down';
  if (fresh && key === 'ArrowLeft') return 'left';
  return fresh && key === 'ArrowRight' ? 'right' : undefined;
}
