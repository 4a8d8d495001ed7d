/* What others do to deals, on a board: a changed deal is read and put where it belongs, whatever has been scrolled. */
import type { Query, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../api/problems.ts';
import type { LiveEvent } from '../../shell/live.ts';
import { accountQuery } from '../accounts/queries.ts';
import { dealQuery, type DealDetails } from '../deals/queries.ts';
import { belongs, putIn, rowOf, rowsOf, takeOut, type ColumnAsk, type ColumnPages } from './pages.ts';

export const boardKey = ['crm', 'deals', 'board'] as const;
/** Deals that are read one by one; when there are more, the columns are read instead, as far as they are seen. */
const few = 4;

type ColumnQuery = Query<ColumnPages>;
/** What the service is asked for the cards of a column. */
export const askOf = (column: ColumnQuery) => column.queryKey[3] as ColumnAsk;
export const columnsOf = (queries: QueryClient, type: 'all' | 'active' = 'all') => queries.getQueryCache().findAll({ queryKey: boardKey, type }) as unknown as ColumnQuery[];
const shownColumns = (queries: QueryClient) => columnsOf(queries, 'active');
const readColumns = (queries: QueryClient) => queries.invalidateQueries({ queryKey: boardKey, type: 'active' });

/** What live updates tell of deals. */
export function follow(queries: QueryClient, events: readonly LiveEvent[]): void {
  // A column that nobody looks at is read when somebody does.
  void queries.invalidateQueries({ queryKey: boardKey, type: 'inactive', refetchType: 'none' });
  const deals = new Map<string, number>();
  for (const { type, id, version } of events) {
    // Somebody or something that the columns are filtered by.
    if (!type.startsWith('crm.deal.')) return void readColumns(queries);
    deals.set(id, Math.max(version, deals.get(id) ?? 0));
  }
  const columns = shownColumns(queries);
  if (columns.length === 0) return;
  const news = [...deals].filter(([id, version]) => !shows(columns, id, version));
  if (news.length > few) return void readColumns(queries);
  for (const [id, version] of news) void refresh(queries, id, version);
}

/** Whether what is shown is not older than the event: our own move does not come back as news. */
function shows(columns: readonly ColumnQuery[], id: string, version: number): boolean {
  const rows = columns.flatMap(({ state }) => (state.data ? rowsOf(state.data).filter((row) => row.deal_id === id) : []));
  return rows.length > 0 && rows.every((row) => row.version >= version);
}

async function refresh(queries: QueryClient, id: string, version: number): Promise<void> {
  try {
    const deal = await dealSince(queries, id, version);
    const account = deal && (await accountName(queries, deal));
    for (const column of shownColumns(queries)) {
      const ask = askOf(column);
      const inside = deal ? belongs(deal, ask) : false;
      if (inside === undefined || !column.state.data) void queries.invalidateQueries({ queryKey: column.queryKey, exact: true });
      else change(queries, column, (now) => (deal && inside ? putIn(now, rowOf(deal, account), ask.sort ?? '-opened_on') : takeOut(now, id)));
    }
  } catch {
    // Then at least what is seen is right.
    void readColumns(queries);
  }
}

/** The deal at this version or a later one; none when it is gone. */
async function dealSince(queries: QueryClient, id: string, version: number): Promise<DealDetails | undefined> {
  try {
    const { value } = await queries.fetchQuery(dealQuery(id));
    // What was on its way when it changed may be too old.
    return value.version >= version ? value : (await queries.fetchQuery({ ...dealQuery(id), staleTime: 0 })).value;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return undefined;
    throw error;
  }
}

/** A deal knows the id of who would buy; cards show the name. */
async function accountName(queries: QueryClient, { deal_id, account_id }: DealDetails): Promise<string | undefined> {
  if (!account_id) return undefined;
  const rows = shownColumns(queries).flatMap(({ state }) => (state.data ? rowsOf(state.data) : []));
  const named = rows.find((row) => row.deal_id === deal_id && row.account_id === account_id) ?? rows.find((row) => row.account_id === account_id);
  return named?.account_name ?? (await queries.fetchQuery(accountQuery(account_id))).value.name;
}

/** Changes what is loaded of a column. What is on its way would overwrite it: the next page is asked for again by who scrolls. */
export function change(queries: QueryClient, { queryKey, state }: ColumnQuery, to: (now: ColumnPages) => ColumnPages): void {
  const next = state.data && to(state.data);
  const asked = state.fetchStatus !== 'idle';
  if (!next || (next === state.data && !asked)) return;
  void queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData<ColumnPages>(queryKey, next);
  if (asked && !state.fetchMeta?.fetchMore) void queries.invalidateQueries({ queryKey, exact: true });
}
