/* Reading typed search parameters out of an address that anybody may have typed. */

type Search = Record<string, unknown>;

/** A text that is not empty. */
export const text = (search: Search, name: string): string | undefined => {
  const value = search[name];
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
};

/** Several texts at once. */
export const texts = <const N extends string>(search: Search, ...names: N[]) =>
  Object.fromEntries(names.map((name) => [name, text(search, name)])) as { [K in N]: string | undefined };

/** One of the allowed words, else nothing. */
export const oneOf = <const T extends string>(search: Search, name: string, allowed: readonly T[]): T | undefined =>
  allowed.find((word) => word === search[name]);

export const yes = (search: Search, name: string): true | undefined =>
  search[name] === true || search[name] === 'true' ? true : undefined;

/** A day, `2026-11-03`. */
export const day = (search: Search, name: string): string | undefined => {
  const value = search[name];
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
};
