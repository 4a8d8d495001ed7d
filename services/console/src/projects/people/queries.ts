import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema, type Versioned } from '../../api/client.ts';
import { changesAfter } from '../../api/changes.ts';
import { saveVersioned } from '../../api/conflict.ts';
import { everything, type Person } from '../queries.ts';

/** Who can log in; to choose whom a person is. */
export const membersQuery = queryOptions({
  queryKey: ['identity', 'members', 'person-names'] as const,
  queryFn: ({ signal }) => everything((cursor) => read(api.GET('/api/identity/v1/members', { params: { query: { cursor, limit: 200 } }, signal }))),
  staleTime: 5 * 60_000,
});

export const createPerson = (body: Schema<'CreatePerson'>, key: string) => readVersioned(api.POST('/api/projects/v1/people', { params: writing(key), body }));

const at = (person: Person) => ({ person_id: person.person_id });

export const savePerson = (base: Versioned<Person>, patch: Partial<Person>, key: string) =>
  saveVersioned<Person, Versioned<Person>>({
    base,
    patch,
    send: (body, etag) =>
      readVersioned(api.PATCH('/api/projects/v1/people/{person_id}', { params: { path: at(base.value), ...writing(key, etag) }, body: body as Schema<'ChangePerson'> })),
    fetch: () => readVersioned(api.GET('/api/projects/v1/people/{person_id}', { params: { path: at(base.value) } })),
    changes: () => changesAfter('projects', base.value.person_id, base.value.version),
  });

export const setCostRate = (person: Person, body: Schema<'SetCostRate'>, key: string) =>
  readVersioned(api.POST('/api/projects/v1/people/{person_id}/cost-rates', { params: { path: at(person), ...writing(key) }, body }));
