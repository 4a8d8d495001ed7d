/* How hard a password is to guess, roughly: length first, then variety, and nothing for what anybody would try. */

export const shortest = 10;
export type Strength = 'short' | 'obvious' | 'fair' | 'good';

const obvious = ['password', 'jelszo', 'jelszó', 'qwert', '12345', 'abcde', 'letmein', 'welcome', 'gerinc'];

/** `personal` are words that others know of the person: name, email, organisation. */
export function strength(password: string, personal: readonly string[] = []): Strength {
  if ([...password].length < shortest) return 'short';
  const lower = password.toLowerCase();
  const words = personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4);
  const left = [...obvious, ...words].reduce((rest, word) => rest.replaceAll(word, ''), lower);
  if ([...left].length < 6 || new Set(lower).size < 5) return 'obvious';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  return [...left].length + kinds * 2 >= 18 ? 'good' : 'fair';
}
