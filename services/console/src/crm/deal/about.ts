/* What is told of a deal that is another one by the time it is closed, reopened or moved. */
import type { QueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { date, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Fields } from '../../ui/meeting.tsx';
import { dealQuery, type DealDetails } from '../deals/queries.ts';

export function aboutDeal(queries: QueryClient, base: Versioned<DealDetails>) {
  const { deal_id: id, name: title } = base.value;
  const fields: Fields<DealDetails> = {
    status: { label: t('crm.deal.status'), show: (status) => t(`crm.status.${status}`) },
    stage_name: { label: t('crm.stage') },
    name: { label: t('crm.deal.name') },
    value: { label: t('crm.deal.value'), show: (value) => money(value, 'exact') },
    expected_close_on: { label: t('crm.deal.expectedClose'), show: (day) => date(day) },
    lines: { label: t('crm.deal.lines'), show: (lines) => lines.map((line) => `${line.name} (${money(line.value, 'exact')})`).join(', ') },
  };
  return { service: 'crm', id, title, fields, base, fetch: () => queries.fetchQuery({ ...dealQuery(id), staleTime: 0 }) } as const;
}
