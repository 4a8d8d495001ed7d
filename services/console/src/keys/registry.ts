/*
 * The one register of what keys do. The handler, the palette, the `?` sheet and aria-keyshortcuts all read it.
 * Keys are written `c`, `g d` (one after the other), `mod+k` (Ctrl, or Cmd on a Mac), `alt+ArrowUp`, `Space`, `?`.
 */

export type Command = {
  readonly id: string;
  /** Already in the person's language. */
  readonly label: string;
  readonly keys?: string;
  /** Left out when an element handles the key itself and the sheet only explains it. */
  readonly run?: () => void;
  /** Where it leads, when it leads somewhere: the palette shows the sign of that place. */
  readonly to?: string;
  /** Not worth a line in the palette (row movements). */
  readonly quiet?: boolean;
};

export type Scope = { readonly name: string; readonly title: string; readonly commands: readonly Command[] };

let scopes: readonly Scope[] = [];
const listeners = new Set<() => void>();
const setScopes = (next: readonly Scope[]) => {
  scopes = next;
  for (const listener of listeners) listener();
};

export const currentScopes = () => scopes;
export function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Adds a scope; the one added last wins a key. Answers how to take it away. */
export function register(scope: Scope): () => void {
  const twice = duplicates(scope.commands);
  if (twice.length > 0) throw new Error(`The scope ${scope.name} gives these keys twice: ${twice.join(', ')}`);
  setScopes([...scopes, scope]);
  return () => setScopes(scopes.filter((other) => other !== scope));
}

export function duplicates(commands: readonly Command[]): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { keys } of commands) {
    if (keys === undefined) continue;
    if (seen.has(keys)) twice.push(keys);
    seen.add(keys);
  }
  return twice;
}

export const isMac = () => /Mac|iP(hone|ad)/.test(navigator.platform);

/** How a key event is written in the register. */
export function written(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key === ' ' ? 'Space' : event.key;
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  // Of a letter or sign, shift is part of what it is (`?`); of an arrow or Enter it is said.
  if (event.shiftKey && (key.length > 1 || /[a-z]/i.test(key))) parts.push('shift');
  parts.push(key.length === 1 ? key.toLowerCase() : key);
  return parts.join('+');
}

/** True for keys that a person who types or speaks could press by accident: those can be switched off. */
export const isSingle = (keys: string) => keys.split(' ').every((key) => key.length === 1);

export function find(keys: string): Command | undefined {
  for (const scope of scopes.toReversed()) {
    const command = scope.commands.find((one) => one.keys === keys && one.run);
    if (command) return command;
  }
  return undefined;
}

/** True if some command begins with this key, so that the next key decides. */
export const isPrefix = (key: string) =>
  scopes.some((scope) => scope.commands.some((one) => one.keys?.startsWith(`${key} `) && one.run));

/** For the attribute of a button that does the same. */
export const ariaKeys = (keys: string) =>
  keys.includes(' ') ? undefined : keys.replace('mod', isMac() ? 'Meta' : 'Control').replace('alt', 'Alt').replace('shift', 'Shift');

/** For showing: one string per key cap. */
export function caps(keys: string): string[] {
  const names: Record<string, string> = {
    mod: isMac() ? '⌘' : 'Ctrl', alt: isMac() ? '⌥' : 'Alt', shift: '⇧', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc',
  };
  return keys.split(/[ +]/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
