import { IconArrowsDiff } from '@tabler/icons-react';
import { addDays, date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from '../../ui/asof.module.css';
import type { Compared } from './useCompared.ts';

/** Says that nothing is compared, since the day that was asked for is not an earlier one, and what to choose instead. */
export function SinceBand({ compared: { asof, unfit, set } }: { compared: Compared }) {
  if (!unfit) return null;
  const now = today();
  const of = asof ?? now;
  const when = date(unfit, 'long');
  return (
    <div className={css.band} role="status">
      <IconArrowsDiff size={16} aria-hidden />
      <strong>{unfit > now ? t('common.asOf.ahead', { when }) : t('reporting.since.notBefore', { when, of: date(of, 'long') })}</strong>
      <span>{t('reporting.since.unfit', { of: date(of, 'long') })}</span>
      <button type="button" onClick={() => set({ since: addDays(of, -1) })}>
        {t('reporting.since.day')}
      </button>
      <button type="button" onClick={() => set({ since: undefined })}>
        {t('reporting.since.none')}
      </button>
    </div>
  );
}
