import { queryOptions } from '@tanstack/react-query';
import { api, read, type Page, type Schema } from '../../api/client.ts';
import { endOfDay } from '../../i18n/format.ts';

/** The trial balance at the end of a day, or now: one answer holds every figure of the ledger. */
export const balanceQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['reporting', 'totals', day ?? 'now'],
    queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/reports/totals', { params: { query: day ? { as_of: endOfDay(day) } : {} }, signal })),
    // What was known at the end of a month does not change any more.
    staleTime: day ? Number.POSITIVE_INFINITY : 30_000,
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
