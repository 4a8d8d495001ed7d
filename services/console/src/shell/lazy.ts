/* Parts that come later: with them the texts of their domain in the chosen language, so that no key is ever seen. */
import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadTexts, type Domain } from '../i18n/index.ts';

type Texts = Domain | readonly Domain[];

const withTexts =
  <M,>(texts: Texts, load: () => Promise<M>) =>
  async (): Promise<M> =>
    (await Promise.all([load(), loadTexts(...[texts].flat() as Domain[])]))[0];

export const lazyPage = <M extends Record<string, unknown>, K extends keyof M & string>(texts: Texts, load: () => Promise<M>, name: K) =>
  lazyRouteComponent(withTexts(texts, load), name);

export const lazyPart = <P extends object, N extends string>(
  texts: Texts,
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: N,
): LazyExoticComponent<ComponentType<P>> => lazy(async () => ({ default: (await withTexts(texts, load)())[name] }));
