import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';

/** Whether records were brought in from files. */
export const importedQuery = queryOptions({
  queryKey: ['crm', 'imports', 'any'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/imports', { params: { query: { limit: 1 } }, signal }))).items.length > 0,
});
/** Whether anybody else works here. */
export const joinedQuery = queryOptions({
  queryKey: ['identity', 'members', 'any'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/identity/v1/members', { params: { query: { limit: 2 } }, signal }))).items.length > 1,
});

/** Whether nothing is recorded yet that a day could begin with: no account, no deal, no project. */
export const emptyQuery = queryOptions({
  queryKey: ['crm', 'deals', 'any'],
  queryFn: async ({ signal }) => {
    const query = { limit: 1 };
    const pages = await Promise.all([
      read(api.GET('/api/crm/v1/accounts', { params: { query }, signal })),
      read(api.GET('/api/crm/v1/deals', { params: { query }, signal })),
      read(api.GET('/api/projects/v1/projects', { params: { query }, signal })),
    ]);
    return pages.every((page) => page.items.length === 0);
  },
});
