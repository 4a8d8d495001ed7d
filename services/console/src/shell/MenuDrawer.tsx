import { useEffect, useRef } from 'react';
import { t } from '../i18n/index.ts';
import css from './frame.module.css';
import { Menu } from './Menu.tsx';

/** The menu on a narrow screen. The browser's own dialog keeps the focus in it and closes on Esc. */
export function MenuDrawer({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const own = dialog.current;
    own?.showModal();
    return () => own?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={css.drawer}
      aria-label={t('shell.menu.label')}
      onClose={onClose}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <Menu onChosen={onClose} />
    </dialog>
  );
}
