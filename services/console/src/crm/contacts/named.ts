import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';

/** People by the beginning of their name, for choosing one. */
export const contactsNamed = (name: string) =>
  queryOptions({
    queryKey: ['crm', 'contacts', 'named', name],
    queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/contacts', { params: { query: { name: name || undefined, limit: 20 } }, signal }))).items,
  });
