import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { language, languageNames, languages, setLanguage, t } from '../i18n/index.ts';
import { singleKeys } from '../keys/index.ts';
import { density } from '../keys/preferences.ts';
import { toast } from '../ui/toasts.tsx';
import { logOut, sessionQuery, useSession } from './session.ts';

/** What people choose for themselves: language, theme, density, keys. Comes when the menu is asked for. */
export function PersonChoices({ close, onKeys }: { close: () => void; onKeys: () => void }) {
  const { user } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dense = density.use();
  const letters = singleKeys.use();
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
    <>
      <p>{user?.email ?? user?.name}</p>
      <Group label={t('shell.person.language')}>
        {languages.map((one) => (
          <Choice key={one} lang={one} on={one === language()} label={languageNames[one]} run={() => void setLanguage(one)} />
        ))}
      </Group>
      <Group label={t('shell.person.theme')}>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Choice key={scheme} on={scheme === colorScheme} label={t(`shell.theme.${scheme}`)} run={() => setColorScheme(scheme)} />
        ))}
      </Group>
      <Group label={t('shell.person.habits')}>
        <Choice
          on={dense === 'compact'}
          label={t('shell.person.compact')}
          run={() => {
            density.set(dense === 'compact' ? 'comfortable' : 'compact');
            document.documentElement.dataset.density = density.get();
          }}
        />
        <Choice on={letters} label={t('shell.person.singleKeys')} run={() => singleKeys.set(!letters)} />
      </Group>
      <hr />
      <button type="button" onClick={() => { close(); void navigate({ to: '/profile' }); }}>
        {t('shell.person.profile')}
      </button>
      <button type="button" onClick={() => { close(); onKeys(); }}>
        {t('shell.keys.title')}
      </button>
      <button type="button" onClick={() => void leave()}>
        {t('shell.logOut')}
      </button>
    </>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label}>
      <p>{label}</p>
      {children}
    </div>
  );
}

function Choice({ on, label, run, lang }: { on: boolean; label: string; run: () => void; lang?: string }) {
  return (
    <button type="button" aria-pressed={on} lang={lang} onClick={run}>
      {label}
      {on && <IconCheck size={14} aria-hidden />}
    </button>
  );
}
