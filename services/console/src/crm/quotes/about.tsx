/* What is told of a quote that is another one by the time it is sent, withdrawn, accepted or taken over. */
import type { QueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { date, instant, money } from '../../i18n/format.ts';
import { languageNames, t } from '../../i18n/index.ts';
import type { Fields } from '../../ui/meeting.tsx';
import { quoteQuery, type Quote } from './data.ts';

/** What is still open to be said yes to. */
export const offered = ({ state }: Quote) => state === 'sent' || state === 'expired';

const fieldsOf = (): Fields<Quote> => ({
  state: { label: t('crm.deal.status'), show: (state) => t(`quotes.state.${state}`) },
  answer: { label: t('quotes.answer'), show: (answer) => [answer.name, instant(answer.at), answer.kind === 'declined' && answer.reason].filter(Boolean).join(', ') },
  title: { label: t('quotes.name') },
  totals: { label: t('quotes.gross'), show: (totals) => money(totals.gross, 'exact') },
  lines: {
    label: t('quotes.lines'),
    show: (lines) => (
      <ul>
        {lines.map((line) => (
          <li key={line.deal_line_id}>{`${line.name} (${money(line.value, 'exact')})`}</li>
        ))}
      </ul>
    ),
  },
  valid_until: { label: t('quotes.validUntil'), show: (day) => date(day) },
  language: { label: t('quotes.language'), show: (one) => languageNames[one] },
  introduction: { label: t('quotes.introduction') },
  terms: { label: t('quotes.terms') },
});

/** That the client has looked at it does not stand in the way of anything. */
export function aboutQuote(queries: QueryClient, base: Versioned<Quote>) {
  const { quote_id: id, number: title } = base.value;
  const fields = fieldsOf();
  return { service: 'crm', id, title, fields, upon: Object.keys(fields) as (keyof Quote & string)[], base, fetch: () => queries.fetchQuery({ ...quoteQuery(id), staleTime: 0 }) } as const;
}
