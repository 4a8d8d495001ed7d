import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Receipts } from '../receipts/Receipts.tsx';
import css from './claims.module.css';
import { ClaimState } from './columns.tsx';
import { Line } from './Line.tsx';
import { claimQuery, memberNamesQuery } from './queries.ts';

/** A claim at the side of a list. */
export function ClaimPeek({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(claimQuery(id));
  const { data: members } = useQuery(memberNamesQuery);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.expenses.claim')} />;
  const claim = data.value;
  return (
    <div className={css.peek}>
      <h2>{claim.title}</h2>
      <div className={css.peekHead}>
        <MoneyCell value={claim.total} />
        <ClaimState status={claim.status} />
        <span>{claim.claimant_id ? members?.get(claim.claimant_id) : t('expenses.claim.program')}</span>
      </div>
      {claim.reason && <p className={css.reason}>{claim.reason}</p>}
      <ul className={css.lines}>
        {claim.lines.map((line) => (
          <li key={line.claim_line_id}>
            <Line line={line} />
            <Receipts claim={claim.claim_id} line={line} change={false} />
          </li>
        ))}
      </ul>
    </div>
  );
}
