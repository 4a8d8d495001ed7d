import { useLocation } from '@tanstack/react-router';
import { domains } from '../domains.ts';
import { t, type PlainKey } from '../i18n/index.ts';
import { Waiting } from '../ui/grid/Waiting.tsx';
import page from '../ui/page.module.css';
import { placeOf } from './placeOf.ts';

/** What a page of this address will be called, as far as it can be told before it is there: a kind of record, or the place of the menu it is of. */
export function titleOf(path: string): PlainKey | undefined {
  const places = domains.flatMap(({ menu, inbox = [] }) => [...menu, ...inbox]);
  const place = placeOf(path, places);
  if (place?.to === path) return place.label;
  const peek = domains.flatMap(({ peeks = {} }) => Object.values(peeks)).find((one) => one.page && path.startsWith(one.page('')));
  return (peek ?? place)?.label;
}

/**
 * What a click is answered with while its page is fetched: where one goes is said at once, and lines stand in for the content if
 * it takes longer. Not a heading, which is the page's own: whoever waits for one would take this for the page.
 */
export function Pending() {
  const title = titleOf(useLocation({ select: ({ pathname }) => pathname }));
  return (
    <div className={page.page} data-coming>
      <div className={page.header}>{title && <p className={page.title} data-title>{t(title)}</p>}</div>
      <Waiting columns={4} label={t('shell.page')} />
    </div>
  );
}
