import { queryOptions } from '@tanstack/react-query';
import { api, readVersioned } from '../../api/client.ts';

/** The deal a project came from, as its own pages keep it: its peek opens with what is known. */
export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'deals', id] as const,
    queryFn: ({ signal }) => readVersioned(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path: { deal_id: id } }, signal })),
  });
