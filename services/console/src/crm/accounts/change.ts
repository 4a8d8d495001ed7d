/* Recording and changing accounts. Apart from `queries`, which come with the frame: only forms do this. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

export const createAccount = (body: Schema<'CreateAccount'>, key: string) => readVersioned(api.POST('/api/crm/v1/accounts', { params: writing(key), body }));
export const updateAccount = (id: string, body: Schema<'UpdateAccount'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/crm/v1/accounts/{account_id}', { params: { path: { account_id: id }, ...writing(key, etag) }, body }));
