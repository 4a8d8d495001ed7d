import { IconHistory } from '@tabler/icons-react';
import { date, today } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import css from './asof.module.css';

type Props = { readonly value: string | undefined; readonly onChange: (day: string | undefined) => void };

/** Stands across the page while it shows the past, where nothing can be changed; of a day that has not come it says so, and that now is shown. */
export function AsOfBand({ value, onChange }: Props) {
  if (!value) return null;
  const ahead = value > today();
  return (
    <div className={css.band} role="status">
      <IconHistory size={16} aria-hidden />
      <strong>{ahead ? t('common.asOf.ahead', { when: date(value, 'long') }) : t('common.asOf.label', { when: date(value, 'long') })}</strong>
      <span>{ahead ? t('common.asOf.now') : t('common.asOf.readOnly')}</span>
      <button type="button" onClick={() => onChange(undefined)}>
        {t('common.asOf.back')}
      </button>
    </div>
  );
}
