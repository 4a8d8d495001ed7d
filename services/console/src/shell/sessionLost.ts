import { useSyncExternalStore } from 'react';

let lost = false;
const listeners = new Set<() => void>();

/** Set when a service says that nobody is logged in any more; the frame then asks to log in, above the page as it is. */
export const sessionLost = {
  set(value: boolean): void {
    lost = value;
    for (const listener of listeners) listener();
  },
  use: () =>
    useSyncExternalStore((changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    }, () => lost),
};
