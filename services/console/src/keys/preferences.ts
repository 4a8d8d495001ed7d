/* Small things a person chose in this browser (density, width of the menu). Nothing secret, nothing another device needs. */
import { useSyncExternalStore } from 'react';

export type Preference<T> = { get: () => T; set: (value: T) => void; use: () => T };

export function preference<T>(name: string, otherwise: T): Preference<T> {
  const listeners = new Set<() => void>();
  let value: T | undefined;
  const get = () => {
    if (value === undefined) value = load<T>(name) ?? otherwise;
    return value;
  };
  return {
    get,
    set: (next) => {
      value = next;
      try {
        localStorage.setItem(`gerinc.${name}`, JSON.stringify(next));
      } catch {
        // Without storage it lasts as long as the page.
      }
      for (const listener of listeners) listener();
    },
    use: () =>
      useSyncExternalStore((changed) => {
        listeners.add(changed);
        return () => listeners.delete(changed);
      }, get),
  };
}

function load<T>(name: string): T | undefined {
  try {
    const stored = localStorage.getItem(`gerinc.${name}`);
    return stored === null ? undefined : (JSON.parse(stored) as T);
  } catch {
    return undefined;
  }
}

export const density = preference<'comfortable' | 'compact'>('density', 'comfortable');
