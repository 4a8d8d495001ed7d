import { Button } from '@mantine/core';
import { useState } from 'react';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { stop, type Import } from './data.ts';
import css from './imports.module.css';

type Props = { readonly one: Import; readonly mayImport: boolean; readonly onChanged: (next: Import) => void };

/** How far it is. The page may be left; it goes on. */
export function Progress({ one, mayImport, onChanged }: Props) {
  const [busy, setBusy] = useState(false);
  const of = one.status === 'undoing' ? one.records : one.rows;
  const end = async () => {
    setBusy(true);
    try {
      onChanged(await stop(one));
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
  };
  return (
    <Section title={t(`imports.crm.status.${one.status}`)}>
      <p className={css.lead}>{t('imports.crm.progress', { done: number(one.done, 0), total: number(of, 0) })}</p>
      <progress className={css.bar} value={one.done} max={Math.max(1, of)} aria-label={t(`imports.crm.status.${one.status}`)} />
      <p className={css.lead}>{t('imports.crm.leave')}</p>
      {mayImport && one.status !== 'undoing' && (
        <Button variant="default" loading={busy} onClick={() => void end()}>
          {t('imports.crm.stop')}
        </Button>
      )}
    </Section>
  );
}
