/* All quotes as a list. */
import { api, read, type Page, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import { addDays, today } from '../../i18n/format.ts';
import { oneOf, text, yes } from '../../shell/search.ts';

export type QuoteRow = Schema<'QuoteSummary'>;
export const quoteStates = ['draft', 'sent', 'expired', 'accepted', 'declined', 'superseded', 'withdrawn'] as const satisfies readonly QuoteRow['state'][];
/** How many days ahead an offer counts as running out. */
export const soonDays = 7;

/** What the address may say; anybody may have typed it. */
export const readQuotes = (search: Record<string, unknown>) => ({
  state: oneOf(search, 'state', quoteStates),
  account: text(search, 'account'),
  number: text(search, 'number'),
  /** Offers that can be accepted for a few days more only. */
  soon: yes(search, 'soon'),
  quote: text(search, 'quote'),
});
export type QuoteSearch = ReturnType<typeof readQuotes>;

/** What runs out: first what runs out first. */
export const runningOut = (quotes: readonly QuoteRow[], day: string) =>
  quotes.filter((one) => one.state === 'sent' && one.valid_until <= addDays(day, soonDays)).toSorted((a, b) => (a.valid_until < b.valid_until ? -1 : a.valid_until > b.valid_until ? 1 : 0));

export const quoteRowsQuery = ({ state, account, number, soon }: QuoteSearch) => {
  // A number holds no other characters; what else was typed looks for nothing.
  const begins = number?.replaceAll(/[^A-Za-z0-9._/-]/g, '').slice(0, 40);
  const query = { state: soon ? ('sent' as const) : state, account_id: account, number: begins || undefined };
  const page = (cursor: string | undefined, limit: number, signal: AbortSignal): Promise<Page<QuoteRow>> => read(api.GET('/api/crm/v1/quotes', { params: { query: { ...query, cursor, limit } }, signal }));
  return listQuery(['crm', 'quotes', 'list', { ...query, soon }] as const, async (cursor, signal): Promise<Page<QuoteRow>> => {
    if (!soon) return page(cursor, 100, signal);
    // The service lists the newest first; what runs out first is known once all that can be accepted are there.
    return { items: runningOut(await everyPage((next) => page(next, 200, signal)), today()) };
  });
};
