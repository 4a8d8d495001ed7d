import { queryOptions } from '@tanstack/react-query';
import { api, read, type Page, type Schema } from '../../api/client.ts';

/** How every balance moved, month by month until this one: every figure of the ledger in one answer. */
export const movementsQuery = () =>
  queryOptions({
    queryKey: ['reporting', 'movements'],
    queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/reports/movements', { signal })),
    staleTime: 30_000,
  });

type Deal = Schema<'DealSummary'>;
/** As many deals as are worth adding up here; `whole` is false when there are more. */
export type Deals = { readonly rows: readonly Deal[]; readonly whole: boolean };
const pages = 10;

export const ownDeals = (status: 'open' | 'won', owner: string) =>
  queryOptions({
    queryKey: ['crm', 'deals', 'figures', status, owner],
    queryFn: async ({ signal }): Promise<Deals> => {
      const rows: Deal[] = [];
      let cursor: string | undefined;
      for (let at = 0; at < pages; at++) {
        const page: Page<Deal> = await read(api.GET('/api/crm/v1/deals', { params: { query: { status, owner_id: owner, limit: 200, cursor } }, signal }));
        rows.push(...page.items);
        cursor = page.next_cursor ?? undefined;
        if (!cursor) return { rows, whole: true };
      }
      return { rows, whole: false };
    },
    staleTime: 60_000,
  });

/** Own expense claims that nobody has decided about. */
export const submittedClaims = (claimant_id: string) =>
  queryOptions({
    queryKey: ['expenses', 'claims', 'figures', 'submitted', claimant_id],
    queryFn: async ({ signal }) => (await read(api.GET('/api/expenses/v1/claims', { params: { query: { status: 'submitted', claimant_id, limit: 200 } }, signal }))).items,
  });
