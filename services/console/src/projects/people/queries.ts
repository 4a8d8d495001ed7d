import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema, type Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { everything, personQuery, type Person } from '../queries.ts';

/** Who can log in; to choose whom a person is. */
export const membersQuery = queryOptions({
  queryKey: ['identity', 'members', 'person-names'] as const,
  queryFn: ({ signal }) => everything((cursor) => read(api.GET('/api/identity/v1/members', { params: { query: { cursor, limit: 200 } }, signal }))),
  staleTime: 5 * 60_000,
});

export const createPerson = (body: Schema<'CreatePerson'>, key: string) => readVersioned(api.POST('/api/projects/v1/people', { params: writing(key), body }));

const at = (person: Person) => ({ person_id: person.person_id });

/** Null when what somebody else changed meanwhile is kept. */
export const savePerson = (queries: QueryClient, base: Versioned<Person>, patch: Partial<Person>, key: string) =>
  meeting.save<Person, Versioned<Person>>({
    service: 'projects',
    id: base.value.person_id,
    title: base.value.name,
    fields: {
      name: { label: t('projects.person.name') },
      email: { label: t('projects.person.email') },
      role: { label: t('projects.person.role') },
      active: { label: t('projects.person.works'), show: (works) => t(works ? 'projects.yes' : 'projects.no') },
    },
    base,
    key,
    patch,
    send: (body, etag, sent) =>
      readVersioned(api.PATCH('/api/projects/v1/people/{person_id}', { params: { path: at(base.value), ...writing(sent, etag) }, body: body as Schema<'ChangePerson'> })),
    fetch: () => queries.fetchQuery({ ...personQuery(base.value.person_id), staleTime: 0 }),
  });

export const setCostRate = (person: Person, body: Schema<'SetCostRate'>, key: string) =>
  readVersioned(api.POST('/api/projects/v1/people/{person_id}/cost-rates', { params: { path: at(person), ...writing(key) }, body }));
