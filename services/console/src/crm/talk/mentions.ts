/* `@` in a text: what is being typed after it, and who is meant. */
export type Person = { readonly member_id: string; readonly name: string };
export type Typing = { readonly from: number; readonly word: string };

/** The name being typed after an `@` right before the caret, if one is. */
export function typing(text: string, caret: number): Typing | undefined {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf('@');
  if (from < 0 || (from > 0 && !/\s|[([{]/.test(before[from - 1] ?? ''))) return undefined;
  const word = before.slice(from + 1);
  // A name has at most a few words; a line break ends it.
  return /\n|[.,;:!?]/.test(word) || word.split(' ').length > 3 ? undefined : { from, word };
}

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Who may be meant, best first: whose name or one of its words begins so. */
export function candidates<P extends Person>(people: readonly P[], word: string): P[] {
  const wanted = plain(word.trim());
  return people.filter(({ name }) => plain(name).startsWith(wanted) || plain(name).split(/\s+/).some((part) => part.startsWith(wanted))).slice(0, 6);
}

/** The text with the chosen name, and where the caret goes. */
export function complete(text: string, { from, word }: Typing, name: string): { readonly text: string; readonly caret: number } {
  const put = `@${name} `;
  return { text: text.slice(0, from) + put + text.slice(from + 1 + word.length).trimStart(), caret: from + put.length };
}

/** Who a text mentions: the longest names first, so that "Anna Kovács" is not taken for "Anna". */
export function mentioned<P extends Person>(text: string, people: readonly P[]): P[] {
  let left = text;
  const found: P[] = [];
  for (const person of people.toSorted((a, b) => b.name.length - a.name.length)) {
    const at = `@${person.name}`;
    if (!left.includes(at)) continue;
    found.push(person);
    left = left.replaceAll(at, '');
  }
  return found;
}
