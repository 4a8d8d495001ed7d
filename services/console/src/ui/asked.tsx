import { Fragment, useSyncExternalStore, type ReactNode } from 'react';

type Draw = () => ReactNode;

let open: readonly (readonly [key: number, draw: Draw])[] = [];
let next = 1;
const listeners = new Set<() => void>();
const set = (all: typeof open) => {
  open = all;
  for (const listener of listeners) listener();
};

/**
 * Asks something above whatever is on the screen, and waits for the answer. It stays until it is answered, though the row or the
 * dialog that asked may be gone by then: what somebody else did is often what takes it away.
 */
export const ask = <T,>(draw: (answer: (value: T) => void) => ReactNode): Promise<T> =>
  new Promise((done) => {
    const key = next++;
    const answer = (value: T) => {
      set(open.filter(([one]) => one !== key));
      done(value);
    };
    set([...open, [key, () => draw(answer)]]);
  });

/** Where it is asked; once per page. */
export function Asked() {
  const all = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => open,
  );
  return all.map(([key, draw]) => <Fragment key={key}>{draw()}</Fragment>);
}
