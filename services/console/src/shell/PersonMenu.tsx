import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
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
  const panel = useRef<HTMLDivElement>(null);
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
  const close = () => panel.current?.hidePopover();
  return (
    <>
      <button type="button" className={css.person} aria-label={t('shell.person.label', { name })} popoverTarget="person">
        {initials(name)}
      </button>
      <div ref={panel} id="person" popover="auto" role="group" aria-label={t('shell.person.label', { name })} className={css.choices}>
        <p>{user?.email ?? name}</p>
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
      </div>
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
