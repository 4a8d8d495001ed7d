import { Fragment, type ReactNode } from 'react';
import { store } from './store.ts';

type Draw = () => ReactNode;

const open = store<readonly (readonly [key: number, draw: Draw])[]>([]);
let next = 1;

/**
 * Asks something above whatever is on the screen, and waits for the answer. It stays until it is answered, though the row or the
 * dialog that asked may be gone by then: what somebody else did is often what takes it away.
 */
export const ask = <T,>(draw: (answer: (value: T) => void) => ReactNode): Promise<T> =>
  new Promise((done) => {
    const key = next++;
    const answer = (value: T) => {
      open.set(open.get().filter(([one]) => one !== key));
      done(value);
    };
    open.set([...open.get(), [key, () => draw(answer)]]);
  });

/** Where it is asked; once per page. */
export const Asked = () => open.use().map(([key, draw]) => <Fragment key={key}>{draw()}</Fragment>);
