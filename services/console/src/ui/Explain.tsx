import { useInfiniteQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client.ts';
import { listQuery } from '../api/lists.ts';
import { date, instant, money, named, negate } from '../i18n/format.ts';
import { t, tMaybe } from '../i18n/index.ts';
import { Failure } from './Empty.tsx';
import css from './explain.module.css';
import { readExplainId, type ExplainQuery } from './explainQuery.ts';
import { MoneyCell } from './Figure.tsx';
import { Waiting } from './grid/Waiting.tsx';

type Posting = Schema<'PostingView'>;
type Pages = Schema<'Explanation'>;

const explainQuery = (query: ExplainQuery) =>
  listQuery(
    ['reporting', 'explain', query] as const,
    (cursor, signal) => read(api.GET('/api/reporting/v1/explain', { params: { query: { ...query, cursor, limit: 100 } }, signal })) as Promise<Pages & { items: Posting[] }>,
  );

/** The panel behind every figure: the postings that sum to it, and their total beside it. `id` is made by `explainId`. */
export function Explain({ id }: { readonly id: string }) {
  const { query, label } = readExplainId(id);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(explainQuery(query));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting columns={2} label={label} />;
  const first = data.pages[0] as Pages | undefined;
  const postings = data.pages.flatMap((page) => page.items);
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
        {query.as_of ? t('common.asOf.label', { when: instant(query.as_of) }) : t('common.explain.now')}
      </p>
      <ol className={css.postings}>
        {postings.map((posting) => (
          <PostingLine key={posting.posting_id} posting={posting} turned={turned} />
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

const accountName = (account: string) => tMaybe(`reporting.account.${account}`, account.replaceAll('_', ' '));

function PostingLine({ posting, turned }: { posting: Posting; turned: boolean }) {
  const about = [posting.project_name, posting.customer_name, posting.person_name, posting.cost_center_name].filter(Boolean);
  return (
    <li>
      <div className={css.line}>
        <span>{posting.description ? named(posting.description) : accountName(posting.account)}</span>
        <MoneyCell value={turned && posting.amount ? negate(posting.amount) : posting.amount} style="exact" />
      </div>
      <div className={css.sub}>
        {[date(posting.effective_on), accountName(posting.account), ...about].join(' · ')}
      </div>
      <div className={css.sub}>
        {t('common.explain.by', {
          event: tMaybe(`reporting.event.${posting.event_type}`, posting.event_type),
          who: posting.actor_name ?? tMaybe(`common.actor.${posting.actor}`, posting.actor.split(':')[0] ?? ''),
          when: instant(posting.recorded_at),
        })}
      </div>
    </li>
  );
}

