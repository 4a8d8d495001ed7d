const id = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** What something with many parts says, in a line: its words and numbers in their order, without what only programs read. */
export function plainly(value: unknown): string {
  if (typeof value === 'string') return id.test(value) ? '' : value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(plainly).filter(Boolean).join(' · ');
}
