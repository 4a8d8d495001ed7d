/* The organisations somebody works in, and going from one to another. */
import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../api/client.ts';

export const placesQuery = queryOptions({
  queryKey: ['identity', 'session', 'places'],
  queryFn: ({ signal }) => read(api.GET('/api/identity/v1/session/organizations', { signal })),
});

export const switchTo = (id: string) => read(api.POST('/api/identity/v1/session/switch', { body: { organization_id: id } }));
