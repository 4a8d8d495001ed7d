import { Button } from '@mantine/core';
import { t } from '../../i18n/index.ts';

/** Begins an import, once all files are there. */
export const Begin = ({ busy, disabled, onClick }: { readonly busy: boolean; readonly disabled: boolean; readonly onClick: () => void }) => (
  <Button loading={busy} disabled={disabled} onClick={onClick}>
    {t('imports.begin')}
  </Button>
);
