import { useRef, useState } from 'react';
import { t } from '../i18n/index.ts';
import { later } from '../ui/soon.ts';
import css from './frame.module.css';
import { useSession } from './session.ts';

const PersonChoices = later(() => import('./asked.ts'), 'PersonChoices');
const initials = (name: string) => name.split(/\s+/).slice(0, 2).map((part) => part[0] ?? '').join('').toUpperCase();

/** Who is here, and the way to what they choose for themselves. */
export function PersonMenu({ onKeys }: { onKeys: () => void }) {
  const { user } = useSession();
  const [opened, setOpened] = useState(false);
  const name = user?.name ?? '';
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button type="button" className={css.person} aria-label={t('shell.person.label', { name })} popoverTarget="person" onPointerEnter={() => void PersonChoices.preload().catch(() => undefined)}>
        {initials(name)}
      </button>
      <div ref={panel} id="person" popover="auto" role="group" aria-label={t('shell.person.label', { name })} className={css.choices} onToggle={() => setOpened(true)}>
        {opened && <PersonChoices close={() => panel.current?.hidePopover()} onKeys={onKeys} />}
      </div>
    </>
  );
}
