/* All quotes as a list. */
import { api, read, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { day, oneOf, texts, yes } from '../../shell/search.ts';
import { quoteSorts } from '../parts/sorts.ts';
import { soonDays } from '../../shell/views/soonDays.ts';

export type QuoteRow = Schema<'QuoteSummary'>;
export const quoteStates = ['draft', 'sent', 'expired', 'accepted', 'declined', 'superseded', 'withdrawn'] as const satisfies readonly QuoteRow['state'][];

/** What the address may say; anybody may have typed it. */
export const readQuotes = (search: Record<string, unknown>) => ({
  ...texts(search, 'q', 'account', 'owner', 'currency', 'quote'),
  state: oneOf(search, 'state', quoteStates),
  /** Offers that can be accepted for a few days more only. */
  soon: yes(search, 'soon'),
  from: day(search, 'from'),
  until: day(search, 'until'),
  sentFrom: day(search, 'sentFrom'),
  sentTo: day(search, 'sentTo'),
  answeredFrom: day(search, 'answeredFrom'),
  answeredTo: day(search, 'answeredTo'),
  sort: oneOf(search, 'sort', quoteSorts),
});
export type QuoteSearch = ReturnType<typeof readQuotes>;

/** The order of the list: what runs out soon begins with what runs out first. */
export const quoteOrder = ({ sort, soon }: Pick<QuoteSearch, 'sort' | 'soon'>) => sort ?? (soon ? 'valid_until' : undefined);

export const quoteRowsQuery = (asked: QuoteSearch) => {
  const { q, state, account, owner, currency, soon, from, until, sentFrom, sentTo, answeredFrom, answeredTo } = asked;
  const query = {
    q, state: soon ? undefined : state, account_id: account, owner_id: owner, currency, runs_out_within: soon ? soonDays : undefined, valid_until_from: from, valid_until_by: until,
    sent_from: sentFrom, sent_to: sentTo, answered_from: answeredFrom, answered_to: answeredTo, sort: quoteOrder(asked),
  };
  return listQuery(['crm', 'quotes', 'list', query] as const, (cursor, signal) => read(api.GET('/api/crm/v1/quotes', { params: { query: { ...query, cursor, limit: 100 } }, signal })));
};
