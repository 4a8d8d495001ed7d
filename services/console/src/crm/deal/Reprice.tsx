import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { DealDetails } from '../deals/queries.ts';
import { aboutDeal } from './about.ts';
import css from './deal.module.css';
import { pricingQuery, repriceDeal, toReprice } from './pricing.ts';
import { settleDeal } from './useDeal.ts';

/** Says that lines took another price than holds today, and takes that over when asked. */
export function Reprice({ deal, etag }: { readonly deal: DealDetails; readonly etag: string }) {
  const queries = useQueryClient();
  const { data: pricing } = useQuery(pricingQuery(deal.deal_id));
  const lines = pricing ? toReprice(pricing) : [];
  if (lines.length === 0) return null;
  const list = pricing?.price_list?.name;
  const take = () =>
    void meeting
      .act({
        ...aboutDeal(queries, { value: deal, etag }),
        label: t('crm.pricing.take'),
        can: (now) => now.status === 'open' && now.lines.length > 0,
        upon: ['status', 'lines'],
        send: (on, key) => repriceDeal(deal.deal_id, lines, on, key),
      })
      .then((after) => {
        if (!after) return;
        settleDeal(queries, after);
        toast.done(t('crm.pricing.taken', { count: lines.length }));
      }, toast.failed);
  return (
    <div className={css.reprice} role="status">
      <span>{list ? t('crm.pricing.differsFrom', { count: lines.length, list }) : t('crm.pricing.differs', { count: lines.length })}</span>
      <Button variant="default" size="xs" onClick={take}>
        {t('crm.pricing.take')}
      </Button>
    </div>
  );
}
