import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PlaceLink } from './PlaceLink.tsx';
import css from './tabs.module.css';

export type Tab = {
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly label: string;
  /** How many wait there, if known. */
  readonly count?: number;
  /** Where tabs differ in the search only, the page says which one is open. */
  readonly open?: boolean;
};

/** Pages that belong together. Each tab is a link with an address of its own. The inboxes share theirs by shell/InboxTabs. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const nav = useRef<HTMLElement>(null);
  const router = useRouter();
  // On a phone not all fit; the one that is open must not be among those that are out of sight. The router tells when a page stands,
  // and that is after it put the row back to where it was when the page was left.
  useEffect(() => {
    const show = () => {
      const tab = nav.current?.querySelector('[aria-current=page]')?.getBoundingClientRect();
      const row = nav.current?.getBoundingClientRect();
      if (nav.current && tab && row) nav.current.scrollLeft += tab.left + tab.width / 2 - row.left - row.width / 2;
    };
    show();
    return router.subscribe('onRendered', show);
  }, [router]);
  return (
    <nav ref={nav} className={css.tabs} aria-label={label} data-print="off">
      {tabs.map((tab) => {
        const link = { to: tab.to as '/', search: (tab.search ?? {}) as never };
        const key = `${tab.to}${JSON.stringify(tab.search ?? '')}`;
        const said = (
          <>
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && <span className={css.count}>{tab.count}</span>}
          </>
        );
        if (tab.open === undefined)
          return (
            <Link key={key} {...link} activeOptions={{ includeSearch: false }}>
              {said}
            </Link>
          );
        return (
          <PlaceLink key={key} {...link} here={tab.open}>
            {said}
          </PlaceLink>
        );
      })}
    </nav>
  );
}
