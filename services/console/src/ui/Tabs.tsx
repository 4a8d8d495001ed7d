import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
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
  const open = tabs.findIndex((tab) => tab.open);
  // On a phone not all fit; the one that is open must not be among those that are out of sight.
  useEffect(() => nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [open]);
  return (
    <nav ref={nav} className={css.tabs} aria-label={label} data-print="off">
      {tabs.map(({ to, search, label: name, count, open: isOpen }) => (
        <Link
          key={`${to}${JSON.stringify(search ?? '')}`}
          to={to as '/'}
          search={(search ?? {}) as never}
          activeOptions={{ includeSearch: false }}
          // The router marks by address only; the page knows better when tabs share one.
          {...(isOpen === undefined ? {} : { activeProps: {}, inactiveProps: {}, 'aria-current': isOpen ? ('page' as const) : ('false' as const), 'data-open': isOpen })}
        >
          {name}
          {count !== undefined && count > 0 && <span className={css.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
