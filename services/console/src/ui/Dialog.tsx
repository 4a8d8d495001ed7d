import { Modal, type ModalRootProps } from '@mantine/core';
import { useCallback, useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import css from './dialog.module.css';
import { useFocusBack } from './focusBack.ts';

type Props = {
  readonly title: string;
  /** What all of it is for, where the title does not say it. */
  readonly lead?: string;
  readonly onClose: () => void;
  readonly size?: ModalRootProps['size'];
  readonly children: ReactNode;
};

const submits = 'button[type=submit]';
const fields = 'input:not([type=hidden], [type=file], :disabled), textarea:not(:disabled), select:not(:disabled)';

/** The dialogs that are open, the topmost last. */
const open: symbol[] = [];

/**
 * A dialog. Its head is no `header`, which outside of `main` would be a second banner of the page. Who opens one that asks for
 * something types at once: the focus goes to its first field, without any to the button that sends it, and only without that to the
 * one that closes it. A day is no field for this: it would open its calendar over everything else. Ctrl Enter sends from anywhere in it.
 * Escape closes only the topmost.
 */
export function Dialog({ title, lead, onClose, size, children }: Props) {
  const body = useCallback((element: HTMLElement | null) => {
    if (!element || element.querySelector('[data-autofocus]')) return;
    const first = element.querySelector(fields);
    const begin = first && !first.matches('[data-dates-input]') ? first : element.querySelector(submits);
    begin?.setAttribute('data-autofocus', '');
  }, []);
  useFocusBack();
  const own = useState(() => Symbol('dialog'))[0];
  useEffect(() => {
    open.push(own);
    // Only after the key that closed it: each open dialog hears it, and the one below would take itself for the topmost.
    return () => void setTimeout(() => open.splice(open.indexOf(own), 1));
  }, [own]);
  const close = () => open.at(-1) === own && onClose();
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    // The form hears its own; what a dialog above this one is told is not meant for this one.
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isDefaultPrevented() || !event.currentTarget.contains(event.target as Node)) return;
    const [send, ...others] = event.currentTarget.querySelectorAll<HTMLButtonElement>(submits);
    if (!send || others.length > 0) return;
    event.preventDefault();
    send.click();
  };
  return (
    <Modal.Root opened onClose={close} size={size} centered classNames={{ inner: css.inner, content: css.content }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content onKeyDown={keys}>
        <div className={css.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <Modal.Body ref={body} className={css.body}>
          {lead && <p className={css.lead}>{lead}</p>}
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
