import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { asNumber } from '../parts/amounts.ts';
import { askFor, type accountSorts } from '../parts/sorts.ts';

export type Account = Schema<'AccountView'>;

export type AccountFilters = { readonly name?: string; readonly owner?: string; readonly country?: string; readonly city?: string; readonly phone?: string; readonly industry?: string; readonly tag?: string; readonly prices?: string; readonly minEmployees?: string; readonly maxEmployees?: string; readonly minRevenue?: string; readonly maxRevenue?: string; readonly foundedFrom?: string; readonly foundedTo?: string; readonly custom?: string; readonly sort?: (typeof accountSorts)[number]; readonly by?: string };
export const accountsQuery = ({ name, owner, country, city, phone, industry, tag, prices, minEmployees, maxEmployees, minRevenue, maxRevenue, foundedFrom, foundedTo, custom, sort, by }: AccountFilters) => {
  const query = {
    q: name,
    country,
    city,
    phone: phone?.replaceAll(/\D/g, '') || undefined,
    industry,
    owner_id: owner,
    tag_id: tag,
    price_list_id: prices,
    min_employees: asNumber(minEmployees),
    max_employees: asNumber(maxEmployees),
    min_revenue: minRevenue,
    max_revenue: maxRevenue,
    founded_from: asNumber(foundedFrom),
    founded_to: asNumber(foundedTo),
    custom,
    ...askFor({ sort, by }),
  };
  return listQuery(['crm', 'accounts', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/accounts', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

const path = (id: string) => ({ path: { account_id: id } });
export const fetchAccount = (id: string, signal?: AbortSignal) => readVersioned(api.GET('/api/crm/v1/accounts/{account_id}', { params: path(id), ...(signal ? { signal } : {}) }));
export const accountQuery = (id: string) => queryOptions({ queryKey: ['crm', 'accounts', id], queryFn: ({ signal }) => fetchAccount(id, signal) });
