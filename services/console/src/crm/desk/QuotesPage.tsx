import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { addDays, date, instant, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { howMany, useList } from '../../ui/useList.ts';
import { dealQuery, membersQuery } from '../deals/queries.ts';
import { Export } from '../imports/Export.tsx';
import { currencies } from '../parts/currencies.ts';
import { quoteSorts, sortedBy } from '../parts/sorts.ts';
import { useAccountFilter } from '../parts/useAccountFilter.ts';
import { quoteQuery } from '../quotes/data.ts';
import { tones } from '../quotes/Quotes.tsx';
import { quotesRoute } from '../routes.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { soonDays } from '../../shell/views/soonDays.ts';
import parts from '../parts/parts.module.css';
import css from './desk.module.css';
import { quoteOrder, quoteRowsQuery, quoteStates, readQuotes, type QuoteRow, type QuoteSearch } from './quotes.ts';
import { soon } from '../../ui/soon.ts';

const QuoteDialog = soon(() => import('../quotes/QuoteDialog.tsx'), 'QuoteDialog');

/** What was offered to whom, and what runs out soon. */
export function QuotesPage() {
  const search = readQuotes(quotesRoute.useSearch());
  const navigate = useNavigate({ from: quotesRoute.fullPath });
  const list = useList(quoteRowsQuery(search));
  const { data: members } = useQuery(membersQuery);
  const setSearch = (patch: Partial<QuoteSearch>) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: 'q' in patch });
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: t('desk.quotes.find') },
    { kind: 'yes', name: 'soon', label: t('desk.quotes.soon') },
    { kind: 'choice', name: 'state', label: t('desk.quotes.state'), options: quoteStates.map((value) => ({ value, label: t(`quotes.state.${value}`) })) },
    useAccountFilter(search.account),
    { kind: 'choice', name: 'owner', label: t('crm.owner'), options: members?.map((one) => ({ value: one.member_id, label: one.name })) ?? [] },
    { kind: 'choice', more: true, name: 'currency', label: t('crm.product.currency'), options: currencies.map((value) => ({ value, label: value })) },
    ...(['from', 'until', 'sentFrom', 'sentTo', 'answeredFrom', 'answeredTo'] as const).map((name) => ({ kind: 'day', more: true, name, label: t(`desk.quotes.filter.${name}`) }) as const),
  ];
  const columns = quoteColumns();
  // What runs out was sent: a state chosen beside it would say something else.
  const change = (patch: Partial<QuoteSearch>) => setSearch(patch.soon ? { ...patch, state: undefined } : patch.state ? { ...patch, soon: undefined } : patch);
  const hiding = activeLabels(filters, search);
  const { menu, arranged } = useViews({ list: 'quotes', name: 'crm.quotes', columns, filters, search, onShow: (shown) => setSearch(shown as Partial<QuoteSearch>) });
  return (
    <Page title={t('names.crm.quotes')} count={howMany(list, (count) => t('desk.quotes.count', { count }))} action={<Export rows={list.rows.length} list="quotes" query={quoteRowsQuery(search).queryKey[3]} />} fill>
      <FilterBar filters={filters} value={search} onChange={(patch) => change(patch as Partial<QuoteSearch>)}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        sort={quoteOrder(search) ?? '-created_at'}
        onSort={(sort) => setSearch({ sort: quoteSorts.find((one) => one === sort) })}
        name="crm.quotes"
        label={t('names.crm.quotes')}
        columns={columns}
        list={list}
        rowId={(one) => one.quote_id}
        rowName={numberOf}
        onPeek={(one) => setSearch({ quote: one.quote_id })}
        empty={
          hiding.length > 0 ? (
            <Empty kind="filtered" filters={hiding} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('desk.quotes.nothing')} what={t('desk.quotes.what')} action={<Link to={'/crm/deals' as '/'}>{t('names.crm.deals.title')}</Link>} />
          )
        }
      />
      {search.quote && <Opened key={search.quote} id={search.quote} onOpen={(quote) => setSearch({ quote })} onClose={() => setSearch({ quote: undefined })} />}
    </Page>
  );
}

/** A quote in its dialog; it can be changed while its deal is open, as on the page of that. */
function Opened({ id, onOpen, onClose }: { readonly id: string; readonly onOpen: (id: string) => void; readonly onClose: () => void }) {
  const may = useMay();
  const { data: quote } = useQuery(quoteQuery(id));
  const deal = quote?.value.deal_id;
  const { data } = useQuery({ ...dealQuery(deal ?? ''), enabled: deal !== undefined });
  return (
    <QuoteDialog id={id} canWrite={may('crm:deal:write') && data?.value.status === 'open'} onOpen={onOpen} onClose={onClose} />
  );
}

const numberOf = (one: QuoteRow) => (one.revision > 1 ? `${one.number} · ${t('quotes.version', { number: one.revision })}` : one.number);

/** By its worth a quote without a rate comes last, which its amount does not tell. */
const Net = ({ of }: { readonly of: QuoteRow }) => (
  <>
    <MoneyCell value={of.net} />
    {!of.base_net && <span className={parts.sub}>{t('crm.noRate')}</span>}
  </>
);

function quoteColumns(): Column<QuoteRow>[] {
  const soon = addDays(today(), soonDays);
  return [
    { id: 'number', header: t('desk.quotes.number'), width: 140, phone: 'title', sort: sortedBy('number'), cell: (one) => <span className={css.title}>{numberOf(one)}</span> },
    {
      id: 'deal',
      header: t('desk.quotes.deal'),
      width: 180,
      sort: sortedBy('deal'),
      cell: (one) => (
        <RecordLink kind="deal" id={one.deal_id}>
          {one.deal_name}
        </RecordLink>
      ),
    },
    {
      id: 'account',
      header: t('names.crm.account'),
      width: 160,
      phone: 'detail',
      sort: sortedBy('account'),
      cell: (one) =>
        one.account_id && one.account_name ? (
          <RecordLink kind="account" id={one.account_id}>
            {one.account_name}
          </RecordLink>
        ) : (
          '–'
        ),
    },
    { id: 'state', header: t('desk.quotes.state'), width: 130, phone: 'state', sort: sortedBy('state'), cell: (one) => <StateBadge tone={tones[one.state]}>{t(`quotes.state.${one.state}`)}</StateBadge> },
    {
      id: 'until',
      header: t('desk.quotes.until'),
      width: 140,
      phone: 'detail',
      sort: sortedBy('valid_until'),
      cell: (one) => <span className={one.state === 'sent' && one.valid_until <= soon ? css.late : undefined}>{date(one.valid_until)}</span>,
    },
    { id: 'owner', header: t('crm.owner'), width: 150, hidden: true, sort: sortedBy('owner'), cell: (one) => one.owner_name ?? '–' },
    { id: 'net', header: t('desk.quotes.net'), width: 130, align: 'end', sort: sortedBy('net'), cell: (one) => <Net of={one} /> },
    { id: 'gross', header: t('desk.quotes.gross'), width: 130, align: 'end', phone: 'figure', cell: (one) => <MoneyCell value={one.gross} /> },
    { id: 'read', header: t('desk.quotes.read'), width: 180, cell: (one) => (one.viewed_at ? instant(one.viewed_at) : '–') },
    { id: 'sent', header: t('desk.quotes.sent'), width: 170, hidden: true, sort: sortedBy('sent_at'), cell: (one) => (one.sent_at ? instant(one.sent_at) : '–') },
    { id: 'answered', header: t('desk.quotes.answered'), width: 170, hidden: true, sort: sortedBy('answered_at'), cell: (one) => (one.answered_at ? instant(one.answered_at) : '–') },
    { id: 'title', header: t('desk.quotes.title'), width: 220, hidden: true, sort: sortedBy('title'), cell: (one) => one.title },
  ];
}
