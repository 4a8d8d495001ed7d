/* What is open and what is selected in an inbox. Pure. */

/** What opens after some are decided: the next one that stays, else the one before. */
export function afterDecision(ids: readonly string[], current: string | undefined, decided: ReadonlySet<string>): string | undefined {
  const at = Math.max(0, ids.indexOf(current ?? ''));
  const stays = (id: string) => !decided.has(id);
  return ids.slice(at).find(stays) ?? ids.slice(0, at).findLast(stays);
}

/** All of them selected, or none of them when they all are. */
export function toggled(selected: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const after = new Set(selected);
  const on = !ids.every((id) => selected.has(id));
  for (const id of ids) if (on) after.add(id);
    else after.delete(id);
  return after;
}
