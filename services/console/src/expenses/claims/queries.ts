import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema, type Versioned } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';

export type Receipt = Schema<'Receipt'>;
export type ClaimLine = Schema<'ClaimLine'>;
export type Claim = Schema<'Claim'>;
export type NewLine = Schema<'NewLine'>;

export const claimStatuses = ['draft', 'submitted', 'approved', 'rejected'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];
export type ClaimFilters = { readonly status?: ClaimStatus; readonly claimant?: string; readonly project?: string };

export const claimsQuery = ({ status, claimant, project }: ClaimFilters) => {
  const query = { status, claimant_id: claimant, project_id: project };
  return listQuery(['expenses', 'claims', 'list', query] as const, async (cursor, signal) => {
    const page = await read(api.GET('/api/expenses/v1/claims', { params: { query: { ...query, cursor, limit: 100 } }, signal }));
    return page;
  });
};

const path = (id: string) => ({ claim_id: id });
export const claimQuery = (id: string) =>
  queryOptions({
    queryKey: ['expenses', 'claims', id],
    queryFn: ({ signal }): Promise<Versioned<Claim>> => readVersioned(api.GET('/api/expenses/v1/claims/{claim_id}', { params: { path: path(id) }, signal })),
  });
export const draftClaim = (body: Schema<'DraftClaim'>, key: string): Promise<Versioned<Claim>> => readVersioned(api.POST('/api/expenses/v1/claims', { params: writing(key), body }));
export const changeClaim = (id: string, body: Schema<'ChangeClaim'>, key: string, etag: string): Promise<Versioned<Claim>> =>
  readVersioned(api.PATCH('/api/expenses/v1/claims/{claim_id}', { params: { path: path(id), ...writing(key, etag) }, body }));
export const submitClaim = (id: string, etag: string, key: string): Promise<Versioned<Claim>> =>
  readVersioned(api.POST('/api/expenses/v1/claims/{claim_id}/submit', { params: { path: path(id), ...writing(key, etag) } }));
export const approveClaim = (id: string, etag: string, key: string): Promise<Versioned<Claim>> =>
  readVersioned(api.POST('/api/expenses/v1/claims/{claim_id}/approve', { params: { path: path(id), ...writing(key, etag) } }));
export const rejectClaim = (id: string, reason: string, key: string, etag: string): Promise<Versioned<Claim>> =>
  readVersioned(api.POST('/api/expenses/v1/claims/{claim_id}/reject', { params: { path: path(id), ...writing(key, etag) }, body: { reason } }));

const rare = 5 * 60_000;
export const categoriesQuery = queryOptions({
  queryKey: ['expenses', 'categories'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/expenses/v1/categories', { signal }))).items,
  staleTime: rare,
});
export const openCentersQuery = queryOptions({
  queryKey: ['expenses', 'cost-centers', 'open'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/expenses/v1/cost-centers', { params: { query: { active: true, limit: 200 } }, signal }))).items,
  staleTime: rare,
});
/** All cost centres by id, closed ones too: old claims name them. */
export const centerNamesQuery = queryOptions({
  queryKey: ['expenses', 'cost-centers', 'names'],
  queryFn: async ({ signal }) =>
    new Map((await read(api.GET('/api/expenses/v1/cost-centers', { params: { query: { limit: 200 } }, signal }))).items.map((one) => [one.cost_center_id, one.name])),
  staleTime: rare,
});
export const projectNamesQuery = queryOptions({
  queryKey: ['projects', 'projects', 'names'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/projects/v1/projects', { params: { query: { limit: 200 } }, signal }))).items,
  staleTime: rare,
});
export const memberNamesQuery = queryOptions({
  queryKey: ['identity', 'members', 'claim-names'],
  queryFn: async ({ signal }) =>
    new Map((await read(api.GET('/api/identity/v1/members', { params: { query: { limit: 200 } }, signal }))).items.map((one) => [one.member_id, one.name])),
  staleTime: rare,
});
