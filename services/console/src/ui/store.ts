import { useSyncExternalStore } from 'react';

/** A value that parts of the page draw, and that is changed from anywhere. */
export function store<T>(value: T) {
  const listeners = new Set<() => void>();
  const watch = (changed: () => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  };
  const get = () => value;
  const set = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  return { get, set, use: () => useSyncExternalStore(watch, get) };
}
