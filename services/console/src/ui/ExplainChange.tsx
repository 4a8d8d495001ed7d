import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read, type Schema } from '../api/client.ts';
import { instant, money } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Failure } from './Empty.tsx';
import css from './explain.module.css';
import { cameAfter, changesOf, isTurned } from './explained.ts';
import type { ChangeQuery, ExplainQuery } from './explainQuery.ts';
import { Waiting } from './grid/Waiting.tsx';
import { accountName, PostingLine } from './PostingLine.tsx';

const explain = (query: ExplainQuery, signal: AbortSignal, limit: number, cursor?: string) =>
  read(api.GET('/api/reporting/v1/explain', { params: { query: { ...query, cursor, limit } }, signal }));

/** The postings of both moments: the service tells those until a moment, so what came between is told apart here. */
const changeQuery = ({ since, raw, ...query }: ChangeQuery) =>
  queryOptions({
    queryKey: ['reporting', 'explain', 'change', query, since, raw],
    queryFn: async ({ signal }) => {
      const then = await explain({ ...query, as_of: since }, signal, 1);
      const first = await explain(query, signal, 200);
      const postings: Schema<'PostingView'>[] = [...first.items];
      // All of one moment, though more is recorded meanwhile.
      for (let cursor = first.next_cursor; cursor; ) {
        const page = await explain({ ...query, as_of: first.as_of }, signal, 200, cursor);
        postings.push(...page.items);
        cursor = page.next_cursor;
      }
      const turned = !raw && (isTurned(first.sums) || isTurned(then.sums));
      return { accounts: first.accounts, as_of: first.as_of, changes: changesOf(first.sums, then.sums, raw === 'yes'), between: cameAfter(postings, then.sums), turned };
    },
  });

const step = 100;

/** The panel behind a change: what was recorded between its two moments, which sums to it. */
export function ExplainChange({ query, since, label }: { readonly query: ChangeQuery; readonly since: string; readonly label: string }) {
  const { data, error, isPending, refetch } = useQuery(changeQuery(query));
  const [room, setRoom] = useState(step);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting columns={2} label={label} />;
  return (
    <div className={css.explain}>
      <h2 className={css.title}>{label}</h2>
      {data.changes.map((change) => (
        <div key={change.currency} className={css.total}>
          <span className={css.figure}>{money(change, 'exact')}</span>
        </div>
      ))}
      <p className={css.sub}>{t('common.explain.between', { count: data.between.length, from: instant(since), to: instant(data.as_of) })}</p>
      <p className={css.sub}>{t('common.explain.accounts', { accounts: data.accounts.map(accountName).join(', ') })}</p>
      <ol className={css.postings}>
        {data.between.slice(0, room).map((posting) => (
          <PostingLine key={posting.posting_id} posting={posting} turned={data.turned} />
        ))}
      </ol>
      {data.between.length > room && (
        <button type="button" className={css.more} onClick={() => setRoom(room + step)}>
          {t('common.more')}
        </button>
      )}
    </div>
  );
}
