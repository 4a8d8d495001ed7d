import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react';

/** Does something when the browser has nothing else to do. */
export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run);
  else setTimeout(run, 200);
}
/** What browsers say of a connection that is slow or costs by the byte. */
type Connection = { readonly saveData?: boolean; readonly effectiveType?: string };
/** Whether nothing should be fetched that nobody has asked for. */
export function sparing(): boolean {
  const { saveData, effectiveType } = (navigator as Navigator & { connection?: Connection }).connection ?? {};
  return saveData === true || effectiveType?.endsWith('2g') === true;
}

/** Milliseconds that a page has to itself before what may be asked of it is fetched. */
const first = 500;

type PropsOf<Part> = Part extends ComponentType<infer Props extends object> ? Props : never;

/** A part in a file of its own. `meanwhile` stands in its place until it is there; without it, nothing does. */
export type Later<Props> = ((props: Props & { readonly meanwhile?: ReactNode }) => ReactNode) & {
  /** Fetches it, so that it is there when it is drawn. */
  readonly preload: () => Promise<void>;
};

/**
 * A part of a page in a file of its own, fetched when it is first drawn. React's own `lazy` would do the same, but after a fallback
 * it keeps what has come out of sight for 300 ms, and shows the fallback even when the part has long been there.
 */
export function later<M extends object, K extends keyof M>(load: () => Promise<M>, name: K): Later<PropsOf<M[K]>> {
  type Props = PropsOf<M[K]>;
  type Part = ComponentType<Props>;
  let found: Part | undefined;
  let asked: Promise<void> | undefined;
  const preload = () =>
    (asked ??= load().then(
      (module) => void (found = module[name] as Part),
      (error: unknown) => {
        // When it does not come, it is asked for again by who needs it next.
        asked = undefined;
        throw error;
      },
    ));
  function Shown({ meanwhile, ...props }: Props & { readonly meanwhile?: ReactNode }) {
    const [part, setPart] = useState(() => found);
    const [failure, setFailure] = useState<{ readonly error: unknown }>();
    useEffect(() => {
      let here = !part;
      if (here) preload().then(() => here && setPart(() => found), (error: unknown) => here && setFailure({ error }));
      return () => {
        here = false;
      };
    }, [part]);
    if (failure) throw failure.error;
    return part ? createElement(part, props as unknown as Props) : meanwhile;
  }
  return Object.assign(Shown, { preload });
}

/**
 * As `later`, but fetched as soon as the browser has nothing else to do: for what opens by a click or a key, which is then there
 * in the frame after it.
 */
export function soon<M extends object, K extends keyof M>(load: () => Promise<M>, name: K): Later<PropsOf<M[K]>> {
  const part = later(load, name);
  if (!sparing()) setTimeout(() => whenIdle(() => void part.preload().catch(() => undefined)), first);
  return part;
}
