import { IconHistory } from '@tabler/icons-react';
import { date } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import css from './asof.module.css';

type Props = { readonly value: string | undefined; readonly onChange: (day: string | undefined) => void };

/** Stands across the page while it shows the past, where nothing can be changed. */
export function AsOfBand({ value, onChange }: Props) {
  if (!value) return null;
  return (
    <div className={css.band} role="status">
      <IconHistory size={16} aria-hidden />
      <strong>{t('common.asOf.label', { when: date(value, 'long') })}</strong>
      <span>{t('common.asOf.readOnly')}</span>
      <button type="button" onClick={() => onChange(undefined)}>
        {t('common.asOf.back')}
      </button>
    </div>
  );
}
