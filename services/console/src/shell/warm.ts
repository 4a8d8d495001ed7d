/* What is wanted next is fetched while nobody waits for anything, so that a click is answered by drawing alone. */
import type { QueryClient } from '@tanstack/react-query';
import type { AnyRouter } from '@tanstack/react-router';
import { domains } from '../domains.ts';
import { sparing, whenIdle } from '../ui/soon.ts';
import { sessionQuery } from './session.ts';

/** Milliseconds before it begins: the first page comes first. */
const pause = 2000;

type Page = { readonly preload?: () => Promise<unknown> | undefined };

/** Fetches what floats above the page, the pages of the menu that one may see, then peeks and pages of records, one after the other. */
export function warm(router: AnyRouter, queries: QueryClient): void {
  if (sparing()) return;
  const may = queries.getQueryData(sessionQuery.queryKey)?.permissions ?? [];
  const places = domains.flatMap(({ menu }) => menu).filter(({ permission }) => !permission || may.includes(permission));
  const page = (to: string) => () => (router.routesByPath[to]?.options as { component?: Page } | undefined)?.component?.preload?.();
  const records = Object.keys(router.routesByPath).filter((path) => path.includes('$'));
  const peeks = domains.flatMap((domain) => Object.values(domain.peeks ?? {}));
  const waiting: (() => Promise<unknown> | undefined)[] = [
    () => import('./Palette.tsx'),
    () => import('./asked.ts'),
    ...places.map(({ to }) => page(to)),
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
