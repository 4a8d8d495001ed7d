import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { Line } from '../claims/Line.tsx';
import { approveClaim, claimQuery } from '../claims/queries.ts';
import { mayDecide } from '../claims/rights.ts';
import { aboutClaim } from '../claims/shared.tsx';
import { Viewer } from '../receipts/Viewer.tsx';
import css from './approval.module.css';
import { Budgets } from './Budgets.tsx';
import { soon } from '../../ui/soon.ts';

const Reject = soon(() => import('./Reject.tsx'), 'Reject');

type Props = {
  readonly id: string;
  readonly name: string;
  readonly line: string | undefined;
  /** Nothing is selected, so it is this one that is decided about. */
  readonly alone: boolean;
  readonly onLine: (line: string) => void;
  readonly onDecided: () => void;
};

/** One claim: its lines, the receipt of the chosen line beside them, and the decision. It waits for its answer. */
export function Decision({ id, name, line, alone, onLine, onDecided }: Props) {
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
        label: t('expenses.approvals.approve'),
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
  useCommands(
    'decision',
    t('names.expenses.claim'),
    can && alone
      ? [
          { id: 'claim.approve', label: t('expenses.approvals.approve'), keys: 'a', run: () => void approve() },
          { id: 'claim.reject', label: t('expenses.approvals.reject'), keys: 'r', run: () => setRejecting(true) },
        ]
      : [],
  );
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.expenses.claim')} />;
  const claim = data.value;
  const chosen = claim.lines.find((one) => one.claim_line_id === line) ?? claim.lines.find((one) => (one.receipts?.length ?? 0) > 0) ?? claim.lines[0];
  return (
    <section className={css.claim} aria-label={claim.title}>
      <div className={css.middle}>
        <div className={css.head}>
          <div>
            <h2>{claim.title}</h2>
            <p>{name}</p>
          </div>
          <MoneyCell value={claim.total} />
        </div>
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
        {can && alone && (
          <div className={css.actions}>
            <Button loading={busy} onClick={() => void approve()} aria-keyshortcuts="a">{t('expenses.approvals.approve')}</Button>
            <Button variant="default" onClick={() => setRejecting(true)} aria-keyshortcuts="r">{t('expenses.approvals.reject')}</Button>
          </div>
        )}
        {!can && <p className={css.note}>{t('expenses.approvals.ownWhat')}</p>}
      </div>
      <div className={css.right}>
        {chosen?.receipts?.map((receipt) => <Viewer key={receipt.receipt_id} claim={id} receipt={receipt} />)}
        {(chosen?.receipts?.length ?? 0) === 0 && <p className={css.none}>{t('expenses.receipt.none', { name: chosen?.description ?? '' })}</p>}
      </div>
      {rejecting && <Reject claim={data} onClose={() => setRejecting(false)} onDone={() => decided(t('expenses.approvals.rejected', { title: claim.title }))} />}
    </section>
  );
}
