/* Filters by amounts and numbers: people type them in their own way, addresses and lists know plain decimals. */
import { parseAmount } from '../../i18n/parse.ts';

type Patch<T> = { readonly [K in keyof T]?: T[K] };

/** A change of the filter bar with these as plain decimals; what is none stays as it was typed, and the list says what is wrong with it. */
export const plain = <T extends Record<string, unknown>>(patch: Patch<T>, ...names: readonly (keyof T)[]): Patch<T> =>
  Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, names.includes(name) && typeof value === 'string' ? (parseAmount(value) ?? value) : value])) as Patch<T>;

/** A number of an address, for a list that asks for a number; what is none goes as it is, and is refused there by its name. */
export const asNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number.isNaN(Number(text)) ? (text as unknown as number) : Number(text));
