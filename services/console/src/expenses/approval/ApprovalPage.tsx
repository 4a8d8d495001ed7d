import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { InboxTabs } from '../../shell/InboxTabs.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { useList } from '../../ui/useList.ts';
import { daysOf } from '../claims/columns.tsx';
import { claimsQuery, memberNamesQuery } from '../claims/queries.ts';
import { mayDecide } from '../claims/rights.ts';
import { approvalRoute } from '../routes.ts';
import css from './approval.module.css';
import { Decision } from './Decision.tsx';
import { inOrder, nextAfter } from './queue.ts';

/** The inbox of claims: the queue at the left, the claim with its receipts beside it. Done without the mouse. */
export function ApprovalPage() {
  const search = approvalRoute.useSearch();
  const navigate = useNavigate({ from: approvalRoute.fullPath });
  const may = useMay();
  const { member_id } = useSession();
  const list = useList(claimsQuery({ status: 'submitted' }));
  const { data: members } = useQuery(memberNamesQuery);
  const nameOf = (id: string | null | undefined) => (id ? (members?.get(id) ?? '') : t('expenses.claim.program'));
  const who = { member: member_id, may };
  const order = inOrder(list.rows, nameOf, (claim) => mayDecide(claim, who));
  const at = Math.max(0, order.findIndex((claim) => claim.claim_id === search.claim));
  const chosen = order[at];
  const show = (id: string | undefined) => void navigate({ search: (before) => ({ ...before, claim: id, line: undefined }), replace: true });
  const step = (by: number) => show(order[Math.max(0, Math.min(order.length - 1, at + by))]?.claim_id);
  useCommands('approvals', t('expenses.approvals.title'), [
    { id: 'approval.next', label: t('expenses.approvals.next'), keys: 'j', quiet: true, run: () => step(1) },
    { id: 'approval.previous', label: t('expenses.approvals.previous'), keys: 'k', quiet: true, run: () => step(-1) },
  ]);
  return (
    <Page title={t('expenses.approvals.title')} count={list.loading || list.more.has ? undefined : t('expenses.claims.count', { count: order.length })}>
      <InboxTabs />
      {list.loading ? (
        <Waiting columns={3} label={t('expenses.approvals.title')} />
      ) : list.error ? (
        <Failure error={list.error} onRetry={list.retry} />
      ) : !chosen ? (
        <Empty kind="nothing" title={t('expenses.approvals.nothing')} what={t('expenses.approvals.what')} />
      ) : (
        <div className={css.inbox}>
          <ul className={css.queue} aria-label={t('expenses.approvals.queue')}>
            {order.map((claim, index) => (
              <li key={claim.claim_id}>
                {nameOf(claim.claimant_id) !== nameOf(order[index - 1]?.claimant_id) || index === 0 ? <h2>{nameOf(claim.claimant_id)}</h2> : null}
                <button type="button" aria-current={claim.claim_id === chosen.claim_id || undefined} onClick={() => show(claim.claim_id)}>
                  <span>{claim.title}</span>
                  <MoneyCell value={claim.total} />
                  <small>{daysOf(claim)}</small>
                  <small>{mayDecide(claim, who) ? '' : t('expenses.approvals.own')}</small>
                </button>
              </li>
            ))}
          </ul>
          <Decision
            key={chosen.claim_id}
            id={chosen.claim_id}
            name={nameOf(chosen.claimant_id)}
            line={search.line}
            onLine={(line) => void navigate({ search: (before) => ({ ...before, claim: chosen.claim_id, line }), replace: true })}
            onDecided={() => show(nextAfter(order, chosen.claim_id))}
          />
        </div>
      )}
    </Page>
  );
}
