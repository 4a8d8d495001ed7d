import { useInfiniteQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client.ts';
import { listQuery } from '../api/lists.ts';
import { date, instant, money } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Failure } from './Empty.tsx';
import css from './explain.module.css';
import { ExplainChange } from './ExplainChange.tsx';
import { inOrder } from './explained.ts';
import { readExplainId, type ExplainQuery } from './explainQuery.ts';
import { Waiting } from './grid/Waiting.tsx';
import { accountName, PostingLine, type Recorded } from './PostingLine.tsx';

type Posting = Schema<'PostingView'>;
type Pages = Schema<'Explanation'>;

const explainQuery = (query: ExplainQuery) =>
  listQuery(
    ['reporting', 'explain', query] as const,
    (cursor, signal) => read(api.GET('/api/reporting/v1/explain', { params: { query: { ...query, cursor, limit: 100 } }, signal })) as Promise<Pages & { items: Posting[] }>,
  );

/** The panel behind every figure: the postings that sum to it, and their total beside it. `id` is made by `explainId`. */
export function Explain({ id, record }: { readonly id: string; readonly record: Recorded }) {
  const { query, label } = readExplainId(id);
  return query.since ? <ExplainChange query={query} since={query.since} label={label} record={record} /> : <Whole query={query} label={label} record={record} />;
}

function Whole({ query, label, record }: { readonly query: ExplainQuery; readonly label: string; readonly record: Recorded }) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(explainQuery(query));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting columns={2} label={label} />;
  const first = data.pages[0] as Pages | undefined;
  const postings = inOrder(data.pages.flatMap((page) => page.items), hasNextPage);
  // The ledger writes income as negative; shown is what adds up to the figure.
  const turned = first?.sums.some((sum) => sum.sum.amount !== sum.figure.amount) ?? false;
  return (
    <div className={css.explain}>
      <h2 className={css.title}>{label || query.account.split(',').map(accountName).join(', ')}</h2>
      {first?.sums.map((sum) => (
        <div key={sum.currency} className={css.total}>
          <span className={css.figure}>{money(sum.figure, 'exact')}</span>
          <span className={css.sub}>{t('common.explain.sumOf', { count: Number(sum.postings) })}</span>
        </div>
      ))}
      <p className={css.sub}>
        {t('common.explain.accounts', { accounts: (first?.accounts ?? []).map(accountName).join(', ') })}
        {' · '}
        {query.day_from && query.day_to && `${t('common.explain.days', { from: date(query.day_from), to: date(query.day_to) })} · `}
        {query.as_of ? t('common.asOf.label', { when: instant(query.as_of) }) : t('common.explain.now')}
      </p>
      <ol className={css.postings}>
        {postings.map((posting) => (
          <PostingLine key={posting.posting_id} posting={posting} turned={turned} record={record} />
        ))}
      </ol>
      {postings.length === 0 && <p className={css.sub}>{t('common.explain.none')}</p>}
      {hasNextPage && (
        <button type="button" className={css.more} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </button>
      )}
    </div>
  );
}
