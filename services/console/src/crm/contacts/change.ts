/* Recording and changing contacts. Apart from `queries`, which come with the frame: only forms do this. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

export const createContact = (body: Schema<'CreateContact'>, key: string) => readVersioned(api.POST('/api/crm/v1/contacts', { params: writing(key), body }));
export const updateContact = (id: string, body: Schema<'UpdateContact'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/crm/v1/contacts/{contact_id}', { params: { path: { contact_id: id }, ...writing(key, etag) }, body }));
