import { Modal, type ModalRootProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import css from './dialog.module.css';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: ModalRootProps['size'];
  readonly children: ReactNode;
};

/** A dialog. Its head is no `header`, which outside of `main` would be a second banner of the page. */
export function Dialog({ title, onClose, size, children }: Props) {
  return (
    <Modal.Root opened onClose={onClose} size={size} centered>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <div className={css.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <Modal.Body className={css.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
