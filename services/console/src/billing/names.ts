/* Names behind ids: the lists of billing carry the ids of customers and projects only. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, read, type Schema } from '../api/client.ts';
import { everyPage } from '../api/lists.ts';
import { useMay } from '../shell/session.ts';

export type Customer = Schema<'Customer'>;

export const customersQuery = queryOptions({
  queryKey: ['billing', 'customers', 'all'],
  queryFn: ({ signal }) => everyPage<Customer>((cursor) => read(api.GET('/api/billing/v1/customers', { params: { query: { merged: true, cursor, limit: 200 } }, signal }))),
  staleTime: 60_000,
});

const projectsQuery = queryOptions({
  queryKey: ['projects', 'projects', 'billing-names'],
  queryFn: ({ signal }) =>
    everyPage<Schema<'ProjectView'>>((cursor) => read(api.GET('/api/projects/v1/projects', { params: { query: { cursor, limit: 200 } }, signal }))),
  staleTime: 60_000,
});

const membersQuery = queryOptions({
  queryKey: ['identity', 'members', 'billing-names'],
  queryFn: ({ signal }) => everyPage<Schema<'MemberView'>>((cursor) => read(api.GET('/api/identity/v1/members', { params: { query: { cursor, limit: 200 } }, signal }))),
  staleTime: 5 * 60_000,
});

export function useCustomers() {
  const { data } = useQuery(customersQuery);
  return useMemo(() => {
    const byId = new Map(data?.map((one) => [one.customer_id, one]));
    return {
      all: data,
      get: (id: string | null | undefined) => (id ? byId.get(id) : undefined),
      name: (id: string | null | undefined) => (id ? byId.get(id)?.name : undefined) ?? '–',
      // One whose account ended in another one keeps its name and is not chosen any more.
      options: data?.filter((one) => !one.merged_into).map((one) => ({ value: one.customer_id, label: one.name })) ?? [],
    };
  }, [data]);
}

export function useProjects() {
  const may = useMay();
  const { data } = useQuery({ ...projectsQuery, enabled: may('projects:read') });
  return useMemo(() => {
    const byId = new Map(data?.map((one) => [one.project_id, one]));
    return {
      get: (id: string | null | undefined) => (id ? byId.get(id) : undefined),
      name: (id: string | null | undefined) => (id ? byId.get(id)?.name : undefined) ?? '–',
    };
  }, [data]);
}

/** Who is behind `member:<id>`. */
export function useActor(): (actor: string) => string | undefined {
  const may = useMay();
  const { data } = useQuery({ ...membersQuery, enabled: may('identity:member:read') });
  return (actor) => data?.find((one) => actor === `member:${one.member_id}`)?.name;
}
