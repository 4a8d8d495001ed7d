/* Billing work. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

export const draftFromWork = (ids: readonly string[], key: string) =>
  readVersioned(
    api.POST('/api/billing/v1/invoices/from-work', {
      params: writing(key),
      body: { billable_item_ids: [...ids] } satisfies Schema<'DraftFromWork'>,
    }),
  );
