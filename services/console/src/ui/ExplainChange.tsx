import { useInfiniteQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client.ts';
import { listQuery } from '../api/lists.ts';
import { instant, money } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Failure } from './Empty.tsx';
import css from './explain.module.css';
import { changesOf, countOf, isTurned } from './explained.ts';
import type { ChangeQuery } from './explainQuery.ts';
import { Waiting } from './grid/Waiting.tsx';
import { accountName, PostingLine, type Recorded } from './PostingLine.tsx';

type Posting = Schema<'PostingView'>;
type Pages = Schema<'Explanation'>;

/** The postings recorded after the earlier moment, until the later one: the service tells both apart. */
const changeQuery = (query: ChangeQuery, since: string) => {
  const { since: _since, raw: _raw, ...asked } = query;
  return listQuery(
    ['reporting', 'explain', 'change', asked, since] as const,
    (cursor, signal) => read(api.GET('/api/reporting/v1/explain', { params: { query: { ...asked, from: since, cursor, limit: 100 } }, signal })) as Promise<Pages & { items: Posting[] }>,
  );
};

/** The panel behind a change: what was recorded between its two moments, which sums to it. */
export function ExplainChange({ query, since, label, record }: { readonly query: ChangeQuery; readonly since: string; readonly label: string; readonly record: Recorded }) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(changeQuery(query, since));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting columns={2} label={label} />;
  const first = data.pages[0] as Pages | undefined;
  const sums = first?.sums ?? [];
  const turned = !query.raw && isTurned(sums);
  return (
    <div className={css.explain}>
      <h2 className={css.title}>{label}</h2>
      {changesOf(sums, query.raw === 'yes').map((change) => (
        <div key={change.currency} className={css.total}>
          <span className={css.figure}>{money(change, 'exact')}</span>
        </div>
      ))}
      <p className={css.sub}>{t('common.explain.between', { count: countOf(sums), from: instant(since), to: instant(first?.as_of ?? since) })}</p>
      <p className={css.sub}>{t('common.explain.accounts', { accounts: (first?.accounts ?? []).map(accountName).join(', ') })}</p>
      <ol className={css.postings}>
        {data.pages
          .flatMap((page) => page.items)
          .map((posting) => (
            <PostingLine key={posting.posting_id} posting={posting} turned={turned} record={record} />
          ))}
      </ol>
      {hasNextPage && (
        <button type="button" className={css.more} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </button>
      )}
    </div>
  );
}
