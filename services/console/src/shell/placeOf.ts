import type { MenuEntry } from './domain.ts';

/** The entry of the menu that a path is of: of two that fit, such as claims and cost centres, the one that says more. */
export function placeOf<E extends Pick<MenuEntry, 'to'>>(path: string, menu: readonly E[]): E | undefined {
  const all = menu.filter(({ to }) => path === to || path.startsWith(`${to}/`));
  return all.toSorted((one, other) => other.to.length - one.to.length)[0];
}
