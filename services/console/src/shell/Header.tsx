import { Kbd } from '@mantine/core';
import { IconKeyboard, IconMenu2, IconPlugConnectedX, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { domains } from '../domains.ts';
import { t } from '../i18n/index.ts';
import { ariaKeys, caps } from '../keys/index.ts';
import { LightIcon } from '../ui/light.tsx';
import css from './frame.module.css';
import { useConnection } from './live.ts';
import { PersonMenu } from './PersonMenu.tsx';
import { useSession } from './session.ts';

type Props = { narrow: boolean; onMenu: () => void; onSearch: () => void; onKeys: () => void };

export function Header({ narrow, onMenu, onSearch, onKeys }: Props) {
  const { organization } = useSession();
  const connection = useConnection();
  return (
    <header className={css.header}>
      {narrow && (
        <LightIcon onClick={onMenu} aria-label={t('shell.menu.open')}>
          <IconMenu2 size={20} aria-hidden />
        </LightIcon>
      )}
      <Link to="/" className={css.brand} title={t('shell.menu.home')}>
        <img src="/gerinc.svg" alt="" width={24} height={24} />
        <span>{organization.name}</span>
      </Link>
      {!narrow && (
        <button type="button" className={css.search} onClick={onSearch} aria-keyshortcuts={ariaKeys('mod+k')}>
          <IconSearch size={15} aria-hidden />
          <span>{t('shell.search.label')}</span>
          {caps('mod+k').map((cap) => (
            <Kbd key={cap} size="xs" aria-hidden>
              {cap}
            </Kbd>
          ))}
        </button>
      )}
      <div className={css.tools}>
        {connection === 'lost' && (
          <span className={css.state} role="status" title={t('shell.live.lost')}>
            <IconPlugConnectedX size={18} aria-label={t('shell.live.lost')} />
          </span>
        )}
        {narrow ? (
          <LightIcon onClick={onSearch} aria-label={t('shell.search.label')}>
            <IconSearch size={20} aria-hidden />
          </LightIcon>
        ) : (
          <LightIcon onClick={onKeys} aria-label={t('shell.keys.title')} aria-keyshortcuts="?">
            <IconKeyboard size={18} aria-hidden />
          </LightIcon>
        )}
        {domains.map(({ bell: Bell }) => Bell && <Bell key="bell" />)}
        <PersonMenu onKeys={onKeys} />
      </div>
    </header>
  );
}
