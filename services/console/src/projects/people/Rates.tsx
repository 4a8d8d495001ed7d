import { addDays, date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from '../projects.module.css';
import { periods, rateOn, type CostRate } from './rates.ts';

/** What an hour cost, from when until when; the newest first. */
export function Rates({ rates }: { readonly rates: readonly CostRate[] }) {
  if (rates.length === 0) return <p className={css.sub}>{t('projects.person.noRate')}</p>;
  const now = rateOn(rates, today());
  return (
    <table className={css.table}>
      <tbody>
        {periods(rates).map(({ effective_from, before, hourly_cost }) => (
          <tr key={effective_from}>
            <th scope="row">
              {before ? t('projects.person.period', { from: date(effective_from), to: date(addDays(before, -1)) }) : t('projects.person.since', { from: date(effective_from) })}{' '}
              {effective_from === now?.effective_from && <StateBadge tone="info">{t('projects.person.now')}</StateBadge>}
            </th>
            <td data-end>
              <MoneyCell value={hourly_cost} style="exact" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
