import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';

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
