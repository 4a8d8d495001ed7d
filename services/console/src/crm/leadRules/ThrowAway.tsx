import { Button } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import parts from '../parts/parts.module.css';
import css from './suspected.module.css';

type Props = {
  /** Who sent what is thrown away. */
  readonly who: string;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
};

/** Asks once more before a message is thrown away: it does not come back. */
export function ThrowAway({ who, onDiscard, onClose }: Props) {
  return (
    <Dialog title={`${t('forms.suspected.discard')}: ${who}`} onClose={onClose}>
      <p className={parts.hint}>{t('forms.suspected.sure')}</p>
      <div className={css.foot}>
        <Button color="red" onClick={onDiscard}>
          {t('forms.suspected.discard')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
