import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema } from '../api/client.ts';
import { listQuery } from '../api/lists.ts';

export type Member = Schema<'MemberView'>;
export type ApiKey = Schema<'ApiKeyView'>;

export const membersQuery = () =>
  listQuery(['identity', 'members', 'list'] as const, (cursor, signal) => read(api.GET('/api/identity/v1/members', { params: { query: { cursor, limit: 100 } }, signal })));

export const memberQuery = (id: string) =>
  queryOptions({
    queryKey: ['identity', 'members', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/identity/v1/members/{member_id}', { params: { path: { member_id: id } }, signal })),
  });
export const addMember = (body: Schema<'AddMember'>, key: string) => read(api.POST('/api/identity/v1/members', { params: writing(key), body }));
export const changeMember = (id: string, body: Schema<'UpdateMember'>, key: string, etag: string) =>
  readVersioned(api.PATCH('/api/identity/v1/members/{member_id}', { params: { path: { member_id: id }, ...writing(key, etag) }, body }));

export const organizationQuery = queryOptions({
  queryKey: ['identity', 'organizations', 'own'],
  queryFn: ({ signal }) => readVersioned(api.GET('/api/identity/v1/organization', { signal })),
});
export const changeOrganization = (body: Schema<'UpdateOrganization'>, key: string, etag: string) =>
  readVersioned(api.PATCH('/api/identity/v1/organization', { params: writing(key, etag), body }));

export const apiKeysQuery = () =>
  listQuery(['identity', 'api-keys', 'list'] as const, (cursor, signal) => read(api.GET('/api/identity/v1/api-keys', { params: { query: { cursor, limit: 100 } }, signal })));
export const createApiKey = (body: Schema<'CreateApiKey'>, key: string) => read(api.POST('/api/identity/v1/api-keys', { params: writing(key), body }));
export const revokeApiKey = (id: string, key: string) =>
  read(api.DELETE('/api/identity/v1/api-keys/{api_key_id}', { params: { path: { api_key_id: id }, ...writing(key) } }));

export const changePassword = (body: Schema<'ChangePassword'>) => read(api.POST('/api/identity/v1/password', { body }));
