/* What is told of a schedule that is another one by the time something is done with it. */
import type { QueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { money, named } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Fields } from '../../ui/meeting.tsx';
import { scheduleQuery, type Schedule } from './queries.ts';

export function aboutSchedule(queries: QueryClient, base: Versioned<Schedule>) {
  const { schedule_id: id, name: title } = base.value;
  const fields: Fields<Schedule> = {
    status: { label: t('billing.status'), show: (status) => t(`billing.schedule.status.${status}`) },
    total: { label: t('billing.total'), show: (total) => money(total, 'exact') },
    installments: {
      label: t('billing.schedule.installments'),
      show: (all) => (
        <ul>
          {all.map((one) => (
            <li key={one.installment_id}>{[named(one.name), money(one.amount, 'exact'), t(`billing.installment.status.${one.status}`)].join(' · ')}</li>
          ))}
        </ul>
      ),
    },
  };
  return { service: 'billing', id, title, fields, base, fetch: () => queries.fetchQuery({ ...scheduleQuery(id), staleTime: 0 }) } as const;
}
