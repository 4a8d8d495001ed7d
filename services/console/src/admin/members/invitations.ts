/* Who was invited and has not joined yet. */
import { api, read, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';

export type Invitation = Schema<'InvitationView'>;

export const invitationsQuery = () =>
  listQuery(['identity', 'invitations', 'list'] as const, (cursor, signal) => read(api.GET('/api/identity/v1/invitations', { params: { query: { cursor, limit: 100 } }, signal })));

export const withdraw = (id: string, key: string) =>
  read(api.DELETE('/api/identity/v1/invitations/{invitation_id}', { params: { path: { invitation_id: id }, ...writing(key) } }));
