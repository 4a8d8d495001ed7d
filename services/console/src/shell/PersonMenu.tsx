import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck, IconLogout } from '@tabler/icons-react';
import { language, languageNames, languages, setLanguage, t } from '../i18n/index.ts';
import { singleKeys } from '../keys/index.ts';
import { density } from '../keys/preferences.ts';
import { toast } from '../ui/toasts.tsx';
import css from './frame.module.css';
import { logOut, sessionQuery, useSession } from './session.ts';

const initials = (name: string) => name.split(/\s+/).slice(0, 2).map((part) => part[0] ?? '').join('').toUpperCase();

/** Who is here, and what they choose for themselves: language, theme, density, keys. */
export function PersonMenu({ onKeys }: { onKeys: () => void }) {
  const { user } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dense = density.use();
  const letters = singleKeys.use();
  const name = user?.name ?? '';
  const tick = (on: boolean) => (on ? <IconCheck size={14} aria-hidden /> : undefined);
  const leave = async () => {
    try {
      await logOut();
    } catch (error) {
      return toast.failed(error);
    }
    // Nothing of this person stays for the next one.
    await navigate({ to: '/login' });
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
    sessionStorage.clear();
  };
  return (
    <Menu position="bottom-end" width={232} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={css.person} aria-label={t('shell.person.label', { name })}>
          {initials(name)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user?.email ?? name}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('shell.person.language')}</Menu.Label>
        {languages.map((one) => (
          <Menu.Item key={one} lang={one} aria-current={one === language()} rightSection={tick(one === language())} onClick={() => void setLanguage(one)}>
            {languageNames[one]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('shell.person.theme')}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item key={scheme} aria-current={scheme === colorScheme} rightSection={tick(scheme === colorScheme)} onClick={() => setColorScheme(scheme)}>
            {t(`shell.theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          rightSection={tick(dense === 'compact')}
          onClick={() => {
            density.set(dense === 'compact' ? 'comfortable' : 'compact');
            document.documentElement.dataset.density = density.get();
          }}
        >
          {t('shell.person.compact')}
        </Menu.Item>
        <Menu.Item rightSection={tick(letters)} onClick={() => singleKeys.set(!letters)}>
          {t('shell.person.singleKeys')}
        </Menu.Item>
        <Menu.Item closeMenuOnClick onClick={onKeys}>
          {t('shell.keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t('shell.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
