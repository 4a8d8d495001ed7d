/* Two changes of a field that holds several things: what only one of the two touched is no conflict. */

import { same } from './conflict.ts';

/** Both changes in one; `clash` when they touched the same thing, where ours then stands. */
export type Merged<V> = { readonly value: V; readonly clash: boolean };
export type Merge<V> = (before: V, mine: V, theirs: V) => Merged<V>;

type List<I> = readonly I[] | null | undefined;
type Items<I> = {
  /** What tells an item from the others; undefined for one that is new. */
  readonly id: (item: I) => string | null | undefined;
  /** How an item is written again that was taken out meanwhile; as it is when left out. */
  readonly anew?: (item: I) => I;
};

/**
 * Brings lists together by what tells their items apart, never by their places: theirs, with what was changed, added and taken out in ours.
 * Where only ours puts what both have in another order, it is that of ours.
 */
export function mergeLists<I>({ id, anew = (item) => item }: Items<I>) {
  return (before: List<I>, mine: List<I>, theirs: List<I>): Merged<readonly I[]> => {
    const by = (items: List<I>) => new Map((items ?? []).flatMap((item) => (id(item) ? [[id(item), item] as const] : [])));
    const [old, ours, now] = [by(before), by(mine), by(theirs)];
    const touched = (key: string | null | undefined, here: ReadonlyMap<string | null | undefined, I>) => !same(old.get(key), here.get(key));
    let clash = false;
    let value = (theirs ?? []).flatMap((item) => {
      const key = id(item);
      if (!touched(key, ours)) return [item];
      if (touched(key, now) && !same(ours.get(key), item)) clash = true;
      return ours.get(key) ?? [];
    });
    for (const item of mine ?? []) {
      const key = id(item);
      if (key && now.has(key)) continue;
      if (key && old.has(key)) {
        // They took it out: only what was changed here is worth asking about.
        if (!touched(key, ours)) continue;
        clash = true;
        value.push(anew(item));
      } else value.push(item);
    }
    const shared = (items: List<I>) => (items ?? []).map(id).filter((key) => key && old.has(key) && ours.has(key) && now.has(key));
    const [was, order, other] = [shared(before), shared(mine), shared(theirs)];
    if (!same(was, order)) {
      if (!same(was, other) && !same(order, other)) clash = true;
      const [made, rest] = [by(value), [...order]];
      value = value.map((item) => (order.includes(id(item)) ? (made.get(rest.shift() ?? '') ?? item) : item));
    }
    return { value, clash };
  };
}

/** Words of a list tell themselves apart. */
export const mergeWords = mergeLists<string>({ id: (word) => word });

type Values = Readonly<Record<string, unknown>>;
/** Brings values together by their names. */
export function mergeValues<V extends Values>(before: V | null | undefined, mine: V | null | undefined, theirs: V | null | undefined): Merged<V> {
  let clash = false;
  const value: Record<string, unknown> = { ...theirs };
  for (const key of new Set([...Object.keys(before ?? {}), ...Object.keys(mine ?? {})])) {
    if (same(before?.[key], mine?.[key])) continue;
    if (!same(before?.[key], theirs?.[key]) && !same(mine?.[key], theirs?.[key])) clash = true;
    if (mine?.[key] === undefined) delete value[key];
    else value[key] = mine[key];
  }
  return { value: value as V, clash };
}
