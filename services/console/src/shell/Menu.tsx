import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { domains } from '../domains.ts';
import { t } from '../i18n/index.ts';
import { preference } from '../keys/preferences.ts';
import { PlaceLink } from '../ui/PlaceLink.tsx';
import type { MenuEntry } from './domain.ts';
import css from './frame.module.css';
import { placeOf } from './placeOf.ts';
import { useMay } from './session.ts';

export const collapsed = preference<boolean>('menu.collapsed', false);

/** Where one can go. An entry is hidden from who may not, and never because its service is down. */
export function Menu({ small, onChosen }: { small?: boolean; onChosen?: () => void }) {
  const may = useMay();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const here = placeOf(path, domains.flatMap((domain) => domain.menu));
  const nav = useRef<HTMLElement>(null);
  // Not all fit on a low screen; where one is must not be among those that are out of sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    <nav ref={nav} className={css.nav} data-small={small || undefined} aria-label={t('shell.menu.label')}>
      {domains.map((domain, index) => {
        const entries = domain.menu.filter((entry) => !entry.permission || may(entry.permission));
        if (entries.length === 0) return null;
        return (
          <div key={domain.label ?? index} className={css.group} data-alone={(!domain.label && index > 0) || undefined}>
            {domain.label && (
              <p className={css.groupName} id={`menu-${index}`}>
                {t(domain.label)}
              </p>
            )}
            <ul className={css.group} aria-labelledby={domain.label && !small ? `menu-${index}` : undefined}>
              {entries.map((entry) => (
                <li key={entry.to}>
                  <Entry entry={entry} here={entry === here} small={small ?? false} onChosen={onChosen} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function Entry({ entry, here, small, onChosen }: { entry: MenuEntry; here: boolean; small: boolean; onChosen?: () => void }) {
  const { icon: Icon, label, to } = entry;
  return (
    <PlaceLink to={to as '/'} here={here} title={small ? t(label) : undefined} className={css.entry} aria-label={small ? t(label) : undefined} onClick={onChosen}>
      <Icon size={18} stroke={1.6} aria-hidden />
      <span>{t(label)}</span>
    </PlaceLink>
  );
}
