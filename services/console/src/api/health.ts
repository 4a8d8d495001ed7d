import { useSyncExternalStore } from 'react';

/** Which services did not answer, and since when. A success clears its service; the shell shows the rest. */
export type Down = Readonly<Record<string, string>>;

let down: Down = {};
const listeners = new Set<() => void>();

const set = (next: Down) => {
  down = next;
  for (const listener of listeners) listener();
};

export const serviceOf = (url: string) => new URL(url, 'http://console').pathname.split('/')[2] ?? '';

export function sawDown(service: string): void {
  if (!(service in down)) set({ ...down, [service]: new Date().toISOString() });
}

export function sawUp(service: string): void {
  if (!(service in down)) return;
  const { [service]: _, ...rest } = down;
  set(rest);
}

export function useDown(): Down {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => down,
  );
}
