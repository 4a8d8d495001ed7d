/* The price list, as its page asks for it. */
import { api, read, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { oneOf, texts, yes } from '../../shell/search.ts';
import { productSorts } from '../parts/sorts.ts';

export const billings = ['fixed', 'time_and_materials', 'retainer', 'one_off'] as const satisfies readonly Schema<'BillingKind'>[];

/** What the address may say; anybody may have typed it. */
export const readProducts = (search: Record<string, unknown>) => ({
  ...texts(search, 'q', 'currency', 'min', 'max'),
  billing: oneOf(search, 'billing', billings),
  archived: yes(search, 'archived'),
  sort: oneOf(search, 'sort', productSorts),
});
export type ProductSearch = ReturnType<typeof readProducts>;

export const productsQuery = ({ q, billing, currency, min, max, archived, sort }: ProductSearch) => {
  const query = { q, billing, currency, min_price: parseAmount(min ?? '') ?? undefined, max_price: parseAmount(max ?? '') ?? undefined, archived, sort };
  return listQuery(['crm', 'products', 'list', query] as const, (cursor, signal) => read(api.GET('/api/crm/v1/products', { params: { query: { ...query, cursor, limit: 100 } }, signal })));
};
