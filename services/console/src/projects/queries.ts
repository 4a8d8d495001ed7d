/* What several pages of this domain read: people, projects as names, and hours of a project. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Page, type Schema } from '../api/client.ts';
import { listQuery } from '../api/lists.ts';

export type Person = Schema<'PersonView'>;
export type Project = Schema<'ProjectView'>;
export type Entry = Schema<'TimeEntryView'>;

/** Every row of a list; for what has to be summed or chosen from as a whole. */
export async function everything<T>(page: (cursor: string | undefined) => Promise<Page<T>>, most = 25): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < most; count++) {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.next_cursor ?? undefined;
    if (!cursor) break;
  }
  return items;
}

// Named after the events (`projects.person.updated.v1`), so that live updates find it.
export const peopleQuery = (active?: true) =>
  queryOptions({
    queryKey: ['projects', 'persons', 'all', { active }] as const,
    queryFn: ({ signal }) =>
      everything((cursor) => read(api.GET('/api/projects/v1/people', { params: { query: { active, cursor, limit: 200 } }, signal }))),
    staleTime: 60_000,
  });

/** The person behind a membership; null when nobody recorded one. */
export const ownPersonQuery = (member: string | null | undefined) =>
  queryOptions({
    queryKey: ['projects', 'persons', 'member', member ?? null] as const,
    queryFn: async ({ signal }): Promise<Person | null> => {
      if (!member) return null;
      const found = await read(api.GET('/api/projects/v1/people', { params: { query: { member_id: member } }, signal }));
      return found.items[0] ?? null;
    },
    staleTime: 5 * 60_000,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', 'persons', id] as const,
    queryFn: ({ signal }) => readVersioned(api.GET('/api/projects/v1/people/{person_id}', { params: { path: { person_id: id } }, signal })),
  });

/** The projects that take time, with their tasks. */
export const activeProjectsQuery = queryOptions({
  queryKey: ['projects', 'projects', 'active'] as const,
  queryFn: ({ signal }) =>
    everything((cursor) => read(api.GET('/api/projects/v1/projects', { params: { query: { status: 'active', sort: 'name', cursor, limit: 200 } }, signal }))),
  staleTime: 60_000,
});

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', 'projects', id] as const,
    queryFn: ({ signal }) => readVersioned(api.GET('/api/projects/v1/projects/{project_id}', { params: { path: { project_id: id } }, signal })),
  });

/** All time of a project: budgets are compared with it. */
export const projectTimeQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', 'time-entries', 'project', id] as const,
    queryFn: ({ signal }) =>
      everything((cursor) => read(api.GET('/api/projects/v1/time-entries', { params: { query: { project_id: id, cursor, limit: 200 } }, signal }))),
  });

export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', 'time-entries', id] as const,
    queryFn: ({ signal }) => readVersioned(api.GET('/api/projects/v1/time-entries/{time_entry_id}', { params: { path: { time_entry_id: id } }, signal })),
  });

export const projectSorts = ['-starts_on', 'name'] as const;
export type ProjectFilters = {
  readonly status?: Project['status'];
  readonly account?: string;
  readonly deal?: string;
  readonly sort?: (typeof projectSorts)[number];
};

export const projectsQuery = ({ status, account, deal, sort }: ProjectFilters) => {
  const query = { status, account_id: account, deal_id: deal, sort };
  return listQuery(['projects', 'projects', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/projects/v1/projects', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

export const peopleListQuery = (active: boolean | undefined) =>
  listQuery(['projects', 'persons', 'list', { active }] as const, (cursor, signal) =>
    read(api.GET('/api/projects/v1/people', { params: { query: { active, cursor, limit: 100 } }, signal })),
  );
