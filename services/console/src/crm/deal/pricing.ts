/* Which price list holds for a deal, and what its lines would cost by it today. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema } from '../../api/client.ts';

export type Pricing = Schema<'DealPricing'>;

const path = (id: string) => ({ path: { deal_id: id } });

export const pricingQuery = (id: string) =>
  queryOptions({ queryKey: ['crm', 'deals', id, 'pricing'], queryFn: ({ signal }) => read(api.GET('/api/crm/v1/deals/{deal_id}/pricing', { params: path(id), signal })) });

/** Lines that pricing the deal anew would change: they say the price they took, and it is not that of today. */
export const toReprice = (pricing: Pricing): readonly string[] => pricing.lines.filter((line) => line.differs && !line.overridden).map((line) => line.deal_line_id);

export const repriceDeal = (id: string, lines: readonly string[], etag: string, key: string) =>
  readVersioned(api.POST('/api/crm/v1/deals/{deal_id}/reprice', { params: { ...path(id), ...writing(key, etag) }, body: { deal_line_ids: [...lines] } }));
