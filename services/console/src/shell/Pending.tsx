import { useLocation } from '@tanstack/react-router';
import { domains } from '../domains.ts';
import { t, type PlainKey } from '../i18n/index.ts';
import { Waiting } from '../ui/grid/Waiting.tsx';
import page from '../ui/page.module.css';

/** What a page of this address will be called, as far as it can be told before it is there: a place of the menu, or a kind of record. */
function titleOf(path: string): PlainKey | undefined {
  for (const domain of domains) {
    const place = [...domain.menu, ...(domain.inbox ?? [])].find(({ to }) => to === path);
    if (place) return place.label;
    const peek = Object.values(domain.peeks ?? {}).find((one) => one.page && path.startsWith(one.page('')));
    if (peek) return peek.label;
  }
  return undefined;
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
