/* The choices of a field as its form holds them: each with what it was called, so that another name is no other choice. */
export type ChoiceSays = { readonly was?: string; readonly name: string };
export type ChoiceRow = ChoiceSays & { readonly key: string };

export const rowsOf = (choices: readonly string[]): readonly ChoiceRow[] => choices.map((name) => ({ key: name, was: name, name }));

/** What the form kept; nothing of what is no rows. */
export function readRows(kept: string): readonly ChoiceRow[] {
  try {
    const rows = JSON.parse(kept) as unknown;
    return Array.isArray(rows) ? (rows as ChoiceRow[]).filter((row) => typeof row?.name === 'string' && typeof row.key === 'string') : [];
  } catch {
    return [];
  }
}

/** The rows as they are compared with what somebody else makes of them. */
export const saysOf = (rows: readonly ChoiceRow[]): readonly ChoiceSays[] => rows.map(({ was, name }) => ({ ...(was !== undefined && { was }), name: name.trim() })).filter((row) => row.name);

/** The choices there are then, each once and in their order, and those that are called otherwise from now on. */
export function requestOf(rows: readonly ChoiceSays[]): { readonly choices: string[]; readonly renamed: { was: string; name: string }[] } {
  const said = rows.map((row) => ({ ...row, name: row.name.trim() })).filter((row) => row.name);
  return {
    choices: [...new Set(said.map((row) => row.name))],
    renamed: said.flatMap((row) => (row.was !== undefined && row.was !== row.name ? [{ was: row.was, name: row.name }] : [])),
  };
}

/** What becomes of records, for whoever is about to save: which names change, which two become one, and what can be chosen no more. */
export function effects(rows: readonly ChoiceRow[], before: readonly string[]): { readonly joined: readonly string[]; readonly removed: readonly string[] } {
  const names = rows.map((row) => row.name.trim()).filter(Boolean);
  const kept = new Set(rows.filter((row) => row.name.trim()).map((row) => row.was));
  return {
    joined: [...new Set(names.filter((name, index) => names.indexOf(name) !== index))],
    removed: before.filter((name) => !kept.has(name) && !names.includes(name)),
  };
}

/** The rows with one a place nearer to the beginning. */
export function raised(rows: readonly ChoiceRow[], index: number): readonly ChoiceRow[] {
  const [row] = rows.slice(index, index + 1);
  if (!row || index === 0) return rows;
  const rest = rows.filter((_, place) => place !== index);
  return [...rest.slice(0, index - 1), row, ...rest.slice(index - 1)];
}
