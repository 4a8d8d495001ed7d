import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';

export const accountsNamed = (name: string) =>
  queryOptions({
    queryKey: ['crm', 'accounts', 'named', name],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/crm/v1/accounts', { params: { query: { q: name || undefined, limit: 20 } }, signal }))).items,
  });
