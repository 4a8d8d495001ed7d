/* Where a deal stands: moving and closing it. Apart from changing what it says, which the board never does. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

const path = (id: string) => ({ path: { deal_id: id } });
export const moveDeal = (id: string, stageId: string, key: string, etag?: string) =>
  readVersioned(
    api.POST('/api/crm/v1/deals/{deal_id}/move', { params: { ...path(id), ...writing(key, etag) }, body: { stage_id: stageId } satisfies Schema<'MoveDeal'> }),
  );
export const winDeal = (id: string, body: Schema<'WinDeal'>, key: string, etag?: string) =>
  readVersioned(api.POST('/api/crm/v1/deals/{deal_id}/win', { params: { ...path(id), ...writing(key, etag) }, body }));
export const loseDeal = (id: string, body: Schema<'LoseDeal'>, key: string, etag?: string) =>
  readVersioned(api.POST('/api/crm/v1/deals/{deal_id}/lose', { params: { ...path(id), ...writing(key, etag) }, body }));
export const reopenDeal = (id: string, body: Schema<'ReopenDeal'>, key: string, etag?: string) =>
  readVersioned(api.POST('/api/crm/v1/deals/{deal_id}/reopen', { params: { ...path(id), ...writing(key, etag) }, body }));
