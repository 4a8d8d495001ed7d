import { useQueries } from '@tanstack/react-query';
import { api, read } from '../api/client.ts';
import { percent, type Money } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Failure } from './Empty.tsx';
import css from './explain.module.css';
import { explainId, readExplainId } from './explainQuery.ts';
import { Figure } from './Figure.tsx';
import { Waiting } from './grid/Waiting.tsx';
import { readShareId, shareOf, type ShareOf } from './share.ts';

/** The figure of one side: the sum of its postings, which the service is asked for without them. */
const sideQuery = (side: ShareOf) => {
  const { query } = readExplainId(explainId('explain' in side ? side.explain : '', ''));
  return {
    queryKey: ['reporting', 'explain', 'sum', query] as const,
    queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<Money> => {
      const { sums } = await read(api.GET('/api/reporting/v1/explain', { params: { query: { ...query, limit: 1 } }, signal }));
      return sums.find((sum) => sum.currency === query.currency)?.figure ?? { amount: '0', currency: query.currency ?? '' };
    },
    enabled: 'explain' in side,
  };
};

/** The panel behind a percentage: the figure above the line and the one below it, each opening its own postings. `id` is made by `shareId`. */
export function ShareExplained({ id }: { readonly id: string }) {
  const { label, of: whose, part, whole } = readShareId(id);
  const [above, below] = useQueries({ queries: [sideQuery(part), sideQuery(whole)] });
  const failed = above.error ?? below.error;
  const of = (side: ShareOf, found: Money | undefined) => ('amount' in side ? side.amount : found);
  const [over, under] = [of(part, above.data), of(whole, below.data)];
  if (failed) return <Failure error={failed} onRetry={() => void Promise.all([above.refetch(), below.refetch()])} />;
  if (!over || !under) return <Waiting columns={2} label={label} />;
  const share = shareOf(over, under);
  const row = (name: string, side: ShareOf, value: Money) => (
    <li>
      <div className={css.line}>
        <span>{name}</span>
        <Figure value={value} label={`${side.label}, ${whose}`} {...('explain' in side && { explain: side.explain })} style="exact" />
      </div>
    </li>
  );
  return (
    <div className={css.explain}>
      <h2 className={css.title}>{`${label}, ${whose}`}</h2>
      <div className={css.total}>
        <span className={css.figure}>{share === undefined ? '–' : percent(share, 2)}</span>
      </div>
      <p className={css.sub}>{share === undefined ? t('reporting.share.none', { whole: whole.label }) : t('reporting.share.how', { part: part.label, whole: whole.label })}</p>
      <ol className={css.postings}>
        {row(part.label, part, over)}
        {row(t('reporting.share.by', { whole: whole.label }), whole, under)}
      </ol>
    </div>
  );
}
