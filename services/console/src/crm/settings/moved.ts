/** A list with the item of one place at another. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  return item === undefined ? rest : [...rest.slice(0, to), item, ...rest.slice(to)];
}

type Placed = { readonly position: number };
/** Writes down the new places of things; stops where somebody else has put one to another place, and that is kept. */
export async function place<T extends Placed>(order: readonly T[], change: (item: T, patch: Placed) => Promise<unknown>): Promise<void> {
  for (const [index, item] of order.entries()) if (item.position !== index + 1 && (await change(item, { position: index + 1 })) === null) return;
}
