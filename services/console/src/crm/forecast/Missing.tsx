import type { Schema } from '../../api/client.ts';
import { money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from './forecast.module.css';

/** Deals that are in none of the figures beside it, because their currency has no rate. */
export function Missing({ rates }: { readonly rates: readonly Schema<'MissingRate'>[] }) {
  return rates.map((one) => (
    <small key={one.currency} className={css.unvalued}>
      {t('forecast.missing', { count: one.deals, currency: one.currency })} ({money(one.value)})
    </small>
  ));
}
