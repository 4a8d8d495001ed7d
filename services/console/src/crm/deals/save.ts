/* Changing a deal in a list; apart from the queries, which every page brings along. */
import { changesAfter } from '../../api/changes.ts';
import { api, etagOf, readVersioned, writing, type Schema } from '../../api/client.ts';
import { saveVersioned } from '../../api/conflict.ts';
import type { Deal } from './queries.ts';

export type DealPatch = Partial<Pick<Deal, 'name' | 'expected_close_on'>>;

/** Changes a deal as it stands in a list, based on the version of its row. */
export const saveDeal = (row: Deal, patch: DealPatch, key: string) =>
  saveVersioned<Deal, Schema<'DealView'>>({
    base: { value: row, etag: etagOf(row) },
    patch,
    send: async (changes, etag) => {
      const path = { deal_id: row.deal_id };
      const body = { name: changes.name, expected_close_on: changes.expected_close_on } satisfies Schema<'UpdateDeal'>;
      return (await readVersioned(api.PATCH('/api/crm/v1/deals/{deal_id}', { params: { path, ...writing(key, etag) }, body }))).value;
    },
    fetch: async () => {
      const path = { deal_id: row.deal_id };
      const { value, etag } = await readVersioned(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path } }));
      return { value: { ...row, ...value }, etag };
    },
    changes: () => changesAfter('crm', row.deal_id, row.version),
  });

export const openDeal = (body: Schema<'OpenDeal'>, key: string) =>
  readVersioned(api.POST('/api/crm/v1/deals', { params: writing(key), body }));
