import { useId } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import css from './export.module.css';

type Props = {
  readonly list: 'accounts' | 'contacts' | 'deals' | 'leads';
  /** The filters and the order of the list, as the service names them. */
  readonly query: Readonly<Record<string, unknown>>;
};

/** Takes a list out as a file, all of it, with its filters and in its order. */
export function Export({ list, query }: Props) {
  const id = useId();
  if (!useMay()('crm:export')) return null;
  const asked = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const address = (kind: 'csv' | 'xlsx') => `/api/crm/v1/exports/${list}.${kind}${asked.size > 0 ? `?${asked}` : ''}`;
  return (
    <>
      <button type="button" className={css.button} popoverTarget={id}>
        {t('crm.export')}
      </button>
      <div id={id} popover="auto" className={css.menu} role="group" aria-label={t('crm.export')}>
        <a href={address('csv')} download>
          {t('crm.export.csv')}
        </a>
        <a href={address('xlsx')} download>
          {t('crm.export.xlsx')}
        </a>
      </div>
    </>
  );
}
