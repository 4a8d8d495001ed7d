import { Modal, type ModalRootProps } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import css from './dialog.module.css';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: ModalRootProps['size'];
  readonly children: ReactNode;
};

const fields = 'input:not([type=hidden], [type=file], :disabled), textarea:not(:disabled), select:not(:disabled)';

/**
 * A dialog. Its head is no `header`, which outside of `main` would be a second banner of the page. Who opens one that asks for
 * something types at once: the focus goes to its first field, and only without any to the button that closes it. A day is no field
 * for this: it would open its calendar over everything else.
 */
export function Dialog({ title, onClose, size, children }: Props) {
  const body = useCallback((element: HTMLElement | null) => {
    if (!element || element.querySelector('[data-autofocus]')) return;
    const first = element.querySelector(fields);
    if (!first?.matches('[data-dates-input]')) first?.setAttribute('data-autofocus', '');
  }, []);
  return (
    <Modal.Root opened onClose={onClose} size={size} centered>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <div className={css.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <Modal.Body ref={body} className={css.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
