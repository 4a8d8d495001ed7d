/*
 * What a service says at a field, in the words of the console. As in gettext, the key is the sentence as it stands in the service's
 * source, holes and all: `{max}`, `{0}` and `{}` (numbered in their order) stand for whatever was put there, `{{` is a brace.
 * What is shown instead may use them in another order; `{0:word}` shows what is there as one of the words below.
 */

/** Both languages; without `en` the sentence itself is what people read in English. */
export type Said = { readonly hu: string; readonly en?: string };
export type Sentences = Readonly<Record<string, Said>>;
export type Holes = Readonly<Record<string, string>>;

type Part = { readonly text: string } | { readonly hole: string; readonly as: string };

const part = /\{\{|\}\}|\{([^{}:]*)(?::([^{}]*))?\}/g;

/** A pattern as texts and holes, in their order. */
export function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let unnamed = 0;
  let text = '';
  for (const match of pattern.matchAll(part)) {
    text += pattern.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === undefined) text += match[0][0];
    else {
      if (text) parts.push({ text });
      text = '';
      parts.push({ hole: match[1] || String(unnamed++), as: match[2] ?? '' });
    }
  }
  text += pattern.slice(from);
  if (text) parts.push({ text });
  return parts;
}

type Pattern<T> = { readonly holes: readonly string[]; readonly regex: RegExp; readonly letters: number; readonly of: T };
export type Found<T> = { readonly of: T; readonly holes: Holes };

/** Finds what a sentence was made from: itself, else the pattern that says most of it by its own words. */
export function finder<T>(of: Readonly<Record<string, T>>): (sentence: string) => Found<T> | undefined {
  const whole = new Map<string, T>();
  const patterns: Pattern<T>[] = [];
  for (const [key, value] of Object.entries(of)) {
    const parts = partsOf(key);
    const texts = parts.flatMap((one) => ('text' in one ? [one.text] : []));
    const holes = parts.flatMap((one) => ('hole' in one ? [one.hole] : []));
    if (holes.length === 0) whole.set(texts.join(''), value);
    else {
      const source = parts.map((one) => ('text' in one ? one.text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`) : String.raw`([\s\S]*?)`)).join('');
      patterns.push({ holes, regex: new RegExp(`^${source}$`), letters: texts.join('').length, of: value });
    }
  }
  patterns.sort((one, other) => other.letters - one.letters);
  return (sentence) => {
    const known = whole.get(sentence);
    if (known !== undefined) return { of: known, holes: {} };
    for (const { regex, holes, of } of patterns) {
      const match = regex.exec(sentence);
      if (!match) continue;
      const filled: Record<string, string> = {};
      // What stands in one sentence twice is the same both times.
      const agree = holes.every((hole, at) => (filled[hole] ??= match[at + 1] ?? '') === match[at + 1]);
      if (agree) return { of, holes: filled };
    }
    return undefined;
  };
}

/** Puts what stood in the holes into what is shown; `show` says it in the language. */
export const filled = (shown: string, holes: Holes, show: (value: string, as: string) => string): string =>
  partsOf(shown)
    .map((one) => ('text' in one ? one.text : show(holes[one.hole] ?? '', one.as)))
    .join('');

/** A service writes without capital and full stop, since programs read it in the middle of theirs; a person reads a sentence. */
export function asSentence(detail: string): string {
  const text = detail.trim();
  if (text === '') return text;
  return `${text[0]?.toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;
}
