import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { money, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Deciding } from '../../ui/inbox/Deciding.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { Line } from '../claims/Line.tsx';
import { approveClaim, claimQuery } from '../claims/queries.ts';
import { mayDecide } from '../claims/rights.ts';
import { aboutClaim } from '../claims/shared.tsx';
import { Viewer } from '../receipts/Viewer.tsx';
import css from './approval.module.css';
import { Budgets } from './Budgets.tsx';
import type { Bulk } from './bulk.ts';
import { soon } from '../../ui/soon.ts';

const Reject = soon(() => import('./Reject.tsx'), 'Reject');
const RejectMany = soon(() => import('./Reject.tsx'), 'RejectMany');

type Props = {
  readonly id: string;
  readonly name: string;
  readonly line: string | undefined;
  /** When some are selected it is these that are decided about, else the one that is shown. */
  readonly bulk: Bulk;
  readonly onLine: (line: string) => void;
  readonly onDecided: () => void;
};

/** One claim: its lines, the receipt of the chosen line beside them, and the decision. It waits for its answer. */
export function Decision({ id, name, line, bulk, onLine, onDecided }: Props) {
  const queries = useQueryClient();
  const may = useMay();
  const { member_id } = useSession();
  const [busy, setBusy] = useState(false);
  const [rejecting, setRejecting] = useState(false);
  const { data, error, refetch } = useQuery(claimQuery(id));
  const can = data ? mayDecide(data.value, { member: member_id, may }) : false;
  const decided = (done: string) => {
    toast.done(done);
    onDecided();
    void queries.invalidateQueries({ queryKey: ['expenses', 'claims'] });
  };
  const approve = async () => {
    if (!data || busy) return;
    setBusy(true);
    try {
      const approved = await meeting.act({
        ...aboutClaim(queries, data),
        label: t('projects.approvals.approve'),
        can: (now) => mayDecide(now, { member: member_id, may }),
        send: (etag, key) => approveClaim(id, etag, key),
      });
      if (approved) decided(t('expenses.approvals.approved', { title: approved.value.title }));
      else void queries.invalidateQueries({ queryKey: ['expenses', 'claims'] });
    } catch (problem) {
      toast.failed(problem);
      void refetch();
    }
    setBusy(false);
  };
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.expenses.claim')} />;
  const claim = data.value;
  const chosen = claim.lines.find((one) => one.claim_line_id === line) ?? claim.lines.find((one) => (one.receipts?.length ?? 0) > 0) ?? claim.lines[0];
  const { chosen: selected } = bulk;
  const many = selected.length > 0;
  const count = many ? selected.length : can ? 1 : 0;
  return (
    <>
      <Deciding
        label={claim.title}
        title={claim.title}
        sum={money(claim.total)}
        sub={name}
        selected={many ? { count, sum: sums(selected.map(({ total }) => total)).map((sum) => money(sum)).join(', ') } : undefined}
        approve={{ count, run: () => void (many ? bulk.approve() : approve()) }}
        reject={{ count, run: () => setRejecting(true) }}
        busy={busy || bulk.busy}
        note={!can && !many && t('expenses.approvals.ownWhat')}
      >
        <div className={css.claim}>
          <div className={css.middle}>
            <ul className={css.lines}>
              {claim.lines.map((one) => (
                <li key={one.claim_line_id} data-chosen={one === chosen || undefined}>
                  <button type="button" aria-pressed={one === chosen} onClick={() => onLine(one.claim_line_id)}>
                    <Line line={one} />
                    {one.receipts && <small>{t('expenses.receipt.count', { count: one.receipts.length })}</small>}
                  </button>
                </li>
              ))}
            </ul>
            <Budgets claim={claim} />
          </div>
          <div className={css.right}>
            {chosen?.receipts?.map((receipt) => <Viewer key={receipt.receipt_id} claim={id} receipt={receipt} />)}
            {(chosen?.receipts?.length ?? 0) === 0 && <p className={css.none}>{t('expenses.receipt.none', { name: chosen?.description ?? '' })}</p>}
          </div>
        </div>
      </Deciding>
      {rejecting && !many && <Reject claim={data} onClose={() => setRejecting(false)} onDone={() => decided(t('expenses.approvals.rejected', { title: claim.title }))} />}
      {rejecting && many && <RejectMany bulk={bulk} onClose={() => setRejecting(false)} />}
    </>
  );
}
