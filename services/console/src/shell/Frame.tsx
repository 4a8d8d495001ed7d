import { useMediaQuery } from '@mantine/hooks';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { domains } from '../domains.ts';
import { t } from '../i18n/index.ts';
import { useCommands, type Command } from '../keys/index.ts';
import { Asked } from '../ui/asked.tsx';
import { usePeek } from '../ui/peek.ts';
import { later } from '../ui/soon.ts';
import { Toasts, undoLast } from '../ui/toasts.tsx';
import { Banner } from './Banner.tsx';
import css from './frame.module.css';
import { Gate } from './Gate.tsx';
import { Header } from './Header.tsx';
import { useLive } from './live.ts';
import { collapsed, Menu } from './Menu.tsx';
import { MenuDrawer } from './MenuDrawer.tsx';
import { useMay, useSession } from './session.ts';
import { sessionLost } from './sessionLost.ts';

// What floats above the page comes when it is asked for, if it has not been fetched meanwhile (warm.ts).
const PeekHost = later(() => import('./asked.ts'), 'PeekHost');
const Palette = later(() => import('./Palette.tsx'), 'Palette');
const KeySheet = later(() => import('./asked.ts'), 'KeySheet');
const GuestBand = later(() => import('./asked.ts'), 'GuestBand');
const LogInAgain = later(() => import('./asked.ts'), 'LogInAgain');

const Side = () => usePeek().peeked && <PeekHost />;

/** What stands around every page: header, menu, the page, the peek at its side, and what floats above. */
export function Frame() {
  const narrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const [drawer, setDrawer] = useState(false);
  const [layer, setLayer] = useState<'palette' | 'keys'>();
  const small = collapsed.use();
  const lost = sessionLost.use();
  const session = useSession();
  useLive(session.actor);
  useFrameCommands(setLayer);
  return (
    <div className={css.frame} data-collapsed={small || undefined}>
      <a className={css.skip} href="#content" onClick={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>('#content')?.focus();
      }}>
        {t('shell.skip')}
      </a>
      <Header narrow={narrow} onMenu={() => setDrawer(true)} onSearch={() => setLayer('palette')} onKeys={() => setLayer('keys')} />
      {narrow ? (
        drawer && <MenuDrawer onClose={() => setDrawer(false)} />
      ) : (
        <Menu small={small} />
      )}
      <main id="content" tabIndex={-1} className={css.main}>
        <Banner />
        {session.guest && <GuestBand />}
        <Gate>
          <Outlet />
        </Gate>
      </main>
      <Side />
      {layer === 'palette' && <Palette onClose={() => setLayer(undefined)} />}
      {layer === 'keys' && <KeySheet onClose={() => setLayer(undefined)} />}
      <Asked />
      {lost && <LogInAgain />}
      <Toasts />
    </div>
  );
}

function useFrameCommands(show: (layer: 'palette' | 'keys') => void) {
  const navigate = useNavigate();
  const may = useMay();
  const go = (to: string) => void navigate({ to } as never);
  const places = domains.flatMap((domain) => domain.menu).filter((entry) => !entry.permission || may(entry.permission));
  const creations = domains.flatMap((domain) => domain.creations ?? []).filter((one) => may(one.permission));
  useCommands('frame', t('shell.keys.everywhere'), [
    { id: 'palette', label: t('shell.search.label'), keys: 'mod+k', quiet: true, run: () => show('palette') },
    { id: 'keys', label: t('shell.keys.title'), keys: '?', run: () => show('keys') },
    { id: 'menu', label: t('shell.menu.toggle'), keys: '[', run: () => collapsed.set(!collapsed.get()) },
    { id: 'undo', label: t('common.undo'), keys: 'mod+z', quiet: true, run: undoLast },
    ...creations.map((one): Command => ({ id: `create ${one.to}`, label: t(one.label), to: one.to, run: () => go(one.to) })),
    ...places.map((place): Command => ({ id: `go ${place.to}`, label: t('shell.goTo', { place: t(place.label) }), keys: place.keys, to: place.to, run: () => go(place.to) })),
  ]);
}
