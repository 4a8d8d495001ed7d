/*
 * The small language of texts: `{name}` is a parameter, `{count|# deal|# deals}` chooses by number (# is the number).
 * Hungarian takes no plural after a number, so both forms may be the same there.
 */

type Name<P extends string> = P extends `${infer N}|${string}` ? N : P;
type IsPlural<P extends string> = P extends `${string}|${string}` ? true : false;

/** The parameters that a text asks for, read from the text itself. */
export type Params<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? { [K in Name<P>]: IsPlural<P> extends true ? number : string | number } & Params<Rest>
  : unknown;

/** The same keys in another language. */
export type Texts<T> = { readonly [K in keyof T]: string };

const hole = /\{([^}|]+)(?:\|([^}|]*)\|([^}]*))?\}/g;

export function paramsOf(text: string): string[] {
  return [...text.matchAll(hole)].map((match) => match[1] ?? '').toSorted();
}

export function fill(text: string, params: Readonly<Record<string, string | number>>, locale: string): string {
  const number = (value: string | number) =>
    typeof value === 'number' ? new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(value) : value;
  return text.replace(hole, (_, name: string, one?: string, other?: string) => {
    const value = params[name] ?? '';
    if (one === undefined || other === undefined) return number(value);
    const form = new Intl.PluralRules(locale).select(Number(value)) === 'one' ? one : other;
    return form.replace('#', number(value));
  });
}
