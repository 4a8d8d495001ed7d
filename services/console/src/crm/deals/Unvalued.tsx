import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import css from './deals.module.css';

/** Where values are compared: which currencies have no rate, and what that does to their deals. */
export const Unvalued = ({ of }: { readonly of: readonly Schema<'UnvaluedDeals'>[] }) =>
  of.map((one) => (
    <p key={one.currency} className={css.unvalued} role="status">
      {t('crm.deals.unvalued', { count: one.deals, currency: one.currency })}
    </p>
  ));
