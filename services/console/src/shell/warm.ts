/* What is wanted next is fetched while nobody waits for anything, so that a click is answered by drawing alone. */
import type { QueryClient } from '@tanstack/react-query';
import type { AnyRouter } from '@tanstack/react-router';
import { domains } from '../domains.ts';
import { sparing, whenIdle } from '../ui/soon.ts';
import { sessionQuery } from './session.ts';

/** Milliseconds before it begins: the first page comes first, and nobody who has to read it clicks sooner. */
const pause = 600;

type Page = { readonly preload?: () => Promise<unknown> | undefined };

/** Fetches the pages of the menu that one may see, what floats above the page, then peeks and pages of records, one after the other. */
export function warm(router: AnyRouter, queries: QueryClient): void {
  if (sparing()) return;
  const may = queries.getQueryData(sessionQuery.queryKey)?.permissions ?? [];
  const places = domains.flatMap(({ menu }) => menu).filter(({ permission }) => !permission || may.includes(permission));
  const page = (to: string) => () => (router.routesByPath[to]?.options as { component?: Page } | undefined)?.component?.preload?.();
  const records = Object.keys(router.routesByPath).filter((path) => path.includes('$'));
  const peeks = domains.flatMap((domain) => Object.values(domain.peeks ?? {}));
  const waiting: (() => Promise<unknown> | undefined)[] = [
    // The first of them brings what most pages share.
    ...places.map(({ to }) => page(to)),
    () => import('./Palette.tsx'),
    () => import('./asked.ts'),
    ...peeks.map(({ content }) => content.preload),
    ...records.map(page),
  ];
  const next = () => {
    const load = waiting.shift();
    // What does not come now is asked for again by who goes there.
    if (load) void Promise.resolve(load()).catch(() => undefined).then(() => whenIdle(next));
  };
  setTimeout(next, pause);
}
