import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { domains } from '../domains.ts';
import { t } from '../i18n/index.ts';
import { useCommands } from '../keys/index.ts';
import { LightIcon } from '../ui/light.tsx';
import { usePeek } from '../ui/peek.ts';
import type { Peek } from './domain.ts';
import { lazyPart } from './lazy.ts';
import css from './frame.module.css';
import { Boundary } from './ErrorPage.tsx';

const explain: Peek = {
  label: 'common.explain.title',
  content: lazyPart('reporting', () => import('./explained.tsx'), 'Explain'),
};
const share: Peek = {
  label: 'common.share.title',
  content: lazyPart('reporting', () => import('./explained.tsx'), 'ShareExplained'),
};
const peeks: Readonly<Record<string, Peek>> = Object.assign({ explain, share }, ...domains.map((domain) => domain.peeks ?? {}));

/** The panel at the side. The focus goes into it and comes back to where it was. */
export function PeekHost() {
  const { peeked } = usePeek();
  const peek = peeked && peeks[peeked.kind];
  return peeked && peek ? <Panel peek={peek} id={peeked.id} /> : null;
}

function Panel({ peek, id }: { peek: Peek; id: string }) {
  const { close } = usePeek();
  const navigate = useNavigate();
  const panel = useRef<HTMLElement>(null);
  const page = peek.page?.(id);
  const back = useRef<Element | null>(null);
  useEffect(() => {
    back.current = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => (back.current as HTMLElement | null)?.focus({ preventScroll: true });
  }, []);
  // Once it shows another one, the way back leads to the row of that; what had the focus in it may be gone.
  useEffect(() => {
    const row = document.querySelector('[data-peeked]');
    if (row) back.current = row.querySelector(':scope:not([tabindex]) a') ?? row;
    if (document.activeElement === document.body) panel.current?.focus({ preventScroll: true });
  }, [id]);
  const full = () => page && void navigate({ to: page } as never);
  useCommands('peek', t('shell.peek.title'), [
    { id: 'peek.close', label: t('shell.peek.close'), keys: 'Escape', quiet: true, run: close },
    ...(page ? [{ id: 'peek.full', label: t('shell.peek.full'), keys: 'mod+Enter', run: full }] : []),
  ]);
  return (
    <aside ref={panel} tabIndex={-1} className={css.peek} aria-label={t(peek.label)}>
      <div className={css.peekHead}>
        <span>{t(peek.label)}</span>
        {page && (
          <LightIcon onClick={full} aria-label={t('shell.peek.full')} aria-keyshortcuts="Control+Enter">
            <IconArrowsDiagonal size={18} aria-hidden />
          </LightIcon>
        )}
        <LightIcon onClick={close} aria-label={t('shell.peek.close')} aria-keyshortcuts="Escape">
          <IconX size={18} aria-hidden />
        </LightIcon>
      </div>
      <div className={css.peekBody} data-scroll>
        <Boundary key={id}>
          <peek.content key={id} id={id} />
        </Boundary>
      </div>
    </aside>
  );
}
