import { Button } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import parts from '../parts/parts.module.css';
import css from './settings.module.css';

type Props = {
  /** `restore` answers null when somebody else's change is kept. */
  readonly items: readonly { readonly id: string; readonly name: string; readonly restore: () => Promise<unknown> }[];
  readonly onRestored: () => void;
};

/** What was put out of use, and the way back. */
export function OutOfUse({ items, onRestored }: Props) {
  if (items.length === 0) return null;
  return (
    <>
      <h3 className={css.archived}>{t('crm.pipeline.archived')}</h3>
      <ul className={parts.list}>
        {items.map(({ id, name, restore }) => (
          <li key={id}>
            <span>{name}</span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('crm.pipeline.restoreOne', { name })}
              onClick={() =>
                void restore().then((after) => {
                  onRestored();
                  if (after) toast.done(t('crm.pipeline.restored', { name }));
                }, toast.failed)
              }
            >
              {t('crm.pipeline.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
