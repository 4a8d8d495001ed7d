/* Parts that come later: with them the texts of their domain in the chosen language, so that no key is ever seen. */
import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadTexts, type Domain } from '../i18n/index.ts';
import { later, soon, type Later } from '../ui/soon.ts';

type Texts = Domain | readonly Domain[];

const withTexts =
  <M,>(texts: Texts, load: () => Promise<M>) =>
  async (): Promise<M> =>
    (await Promise.all([load(), loadTexts(...[texts].flat() as Domain[])]))[0];

export const lazyPage = <M extends Record<string, unknown>, K extends keyof M & string>(texts: Texts, load: () => Promise<M>, name: K) =>
  lazyRouteComponent(withTexts(texts, load), name);

type Load<P, N extends string> = () => Promise<Record<N, ComponentType<P>>>;

export const lazyPart = <P extends object, N extends string>(texts: Texts, load: Load<P, N>, name: N): Later<P> =>
  later<Record<N, ComponentType<P>>, N>(withTexts(texts, load), name) as Later<P>;
/** For what opens by a click or a key: fetched when the browser has nothing else to do. */
export const soonPart = <P extends object, N extends string>(texts: Texts, load: Load<P, N>, name: N): Later<P> =>
  soon<Record<N, ComponentType<P>>, N>(withTexts(texts, load), name) as Later<P>;
