import { createElement, lazy, useState, type ComponentType } from 'react';

/** Does something when the page is there and the browser has nothing else to do. */
export function whenIdle(run: () => void): void {
  setTimeout(() => ('requestIdleCallback' in globalThis ? requestIdleCallback(run) : run()), 500);
}

type PropsOf<Part> = Part extends ComponentType<infer Props extends object> ? Props : never;

/**
 * A part of a page that comes later, like `lazy`, but is fetched before anybody asks for it: a form is then there in the frame after
 * the click. It stands in a `Suspense` all the same, for who is faster.
 */
export function soon<M extends object, K extends keyof M>(load: () => Promise<M>, name: K): ComponentType<PropsOf<M[K]>> {
  type Part = ComponentType<PropsOf<M[K]>>;
  let found: Part | undefined;
  const get = async () => (found = (await load())[name] as Part);
  const Later = lazy(async () => ({ default: await get() }));
  // When it does not come, it is asked for again by who needs it.
  whenIdle(() => void get().catch(() => undefined));
  return function Soon(props: PropsOf<M[K]>) {
    // What began as one of them stays it: a form keeps what was typed.
    const [part] = useState<Part>(() => found ?? (Later as unknown as Part));
    return createElement(part, props);
  };
}
