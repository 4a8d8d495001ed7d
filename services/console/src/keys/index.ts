import { useEffect, useRef, useSyncExternalStore } from 'react';
import { preference } from './preferences.ts';
import { currentScopes, find, isPrefix, isSingle, register, subscribe, written, type Command, type Scope } from './registry.ts';

export { ariaKeys, caps, type Command, type Scope } from './registry.ts';

/** Whether single letters do anything (WCAG 2.1.4); kept per person. */
export const singleKeys = preference<boolean>('singleKeys', true);

/**
 * Gives a part of the page its commands as long as it is mounted. Labels may change between renders, `run` always sees
 * the newest closure; only a change of ids or keys registers anew.
 */
export function useCommands(name: string, title: string, commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const shape = commands.map((one) => `${one.id}|${one.keys ?? ''}|${one.label}|${one.run ? 1 : 0}`).join('\n');
  useEffect(
    () =>
      register({
        name,
        title,
        commands: latest.current.map((one) =>
          one.run ? { ...one, run: () => latest.current.find((now) => now.id === one.id)?.run?.() } : one,
        ),
      }),
    [name, title, shape],
  );
}

export const useScopes = (): readonly Scope[] => useSyncExternalStore(subscribe, currentScopes);

const inField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
const inLayer = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null;

/** One listener for the whole console. */
export function listenForKeys(): () => void {
  let first = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = written(event);
    if (isSingle(key) && (inField(event.target) || inLayer(event.target) || !singleKeys.get())) return;
    const keys = first ? `${first} ${key}` : key;
    first = '';
    clearTimeout(timer);
    const command = find(keys);
    if (command?.run) {
      event.preventDefault();
      command.run();
    } else if (isPrefix(keys)) {
      first = keys;
      timer = setTimeout(() => (first = ''), 1200);
    }
  };
  globalThis.addEventListener('keydown', onKey);
  return () => globalThis.removeEventListener('keydown', onKey);
}
