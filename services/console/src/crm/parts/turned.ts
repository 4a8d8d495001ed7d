/* The order of a table after one of its heads was pressed. */

/** Upwards first, numbers downwards first; then the other way. */
export function turned(field: string, now: string, align?: 'end'): string {
  const [first, other] = align === 'end' ? [`-${field}`, field] : [field, `-${field}`];
  return now === first ? other : first;
}

/** As a reader hears it. */
export const wayOf = (field: string, now: string) => (now === field ? 'ascending' : now === `-${field}` ? 'descending' : 'none');
