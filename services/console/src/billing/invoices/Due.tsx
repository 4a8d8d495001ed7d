import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from '../billing.module.css';
import type { Invoice } from './queries.ts';
import { daysLate } from './state.ts';

/** When an invoice is due, and by how many days it is late. */
export function Due({ invoice, now }: { invoice: Invoice; now: string }) {
  if (!invoice.due_on) return <>–</>;
  const late = daysLate(invoice, now);
  return (
    <span className="num">
      {date(invoice.due_on)}
      {late > 0 && <span className={css.late}> · {t('billing.lateDays', { count: late })}</span>}
    </span>
  );
}
