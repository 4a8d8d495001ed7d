import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { InboxTabs } from '../../shell/InboxTabs.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { useList } from '../../ui/useList.ts';
import { claimsQuery, memberNamesQuery, type Claim } from '../claims/queries.ts';
import { mayDecide } from '../claims/rights.ts';
import { approvalRoute } from '../routes.ts';
import css from './approval.module.css';
import { useBulk } from './bulk.ts';
import { Decision } from './Decision.tsx';
import { Queue } from './Queue.tsx';
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
  const decides = (claim: Claim) => mayDecide(claim, who);
  const order = inOrder(list.rows, nameOf, decides);
  const bulk = useBulk(order.filter(decides));
  const at = Math.max(0, order.findIndex((claim) => claim.claim_id === search.claim));
  const chosen = order[at];
  const show = (id: string | undefined) => void navigate({ search: (before) => ({ ...before, claim: id, line: undefined }), replace: true });
  const step = (by: number) => show(order[Math.max(0, Math.min(order.length - 1, at + by))]?.claim_id);
  useCommands('approvals', t('names.expenses.approvals.menu'), [
    { id: 'approval.next', label: t('expenses.approvals.next'), keys: 'j', quiet: true, run: () => step(1) },
    { id: 'approval.previous', label: t('expenses.approvals.previous'), keys: 'k', quiet: true, run: () => step(-1) },
    ...(chosen && decides(chosen) ? [{ id: 'approval.select', label: t('expenses.approvals.keySelect'), keys: 'x', run: () => bulk.toggle([chosen]) }] : []),
    ...(bulk.chosen.length > 0 ? [{ id: 'approval.many', label: t('expenses.approvals.approveMany', { count: bulk.chosen.length }), keys: 'a', run: () => void bulk.approve() }] : []),
  ]);
  return (
    <Page title={t('names.expenses.approvals.menu')} count={list.loading || list.more.has || order.length === 0 ? undefined : t('expenses.claims.count', { count: order.length })}>
      <InboxTabs />
      {list.loading ? (
        <Waiting columns={3} label={t('names.expenses.approvals.menu')} />
      ) : list.error ? (
        <Failure error={list.error} onRetry={list.retry} />
      ) : !chosen ? (
        <Empty kind="nothing" title={t('expenses.approvals.nothing')} what={t('expenses.approvals.what')} />
      ) : (
        <div className={css.inbox}>
          <Queue claims={order} shown={chosen} bulk={bulk} nameOf={nameOf} mayDecide={decides} onShow={show} />
          <Decision
            key={chosen.claim_id}
            id={chosen.claim_id}
            name={nameOf(chosen.claimant_id)}
            line={search.line}
            alone={bulk.chosen.length === 0}
            onLine={(line) => void navigate({ search: (before) => ({ ...before, claim: chosen.claim_id, line }), replace: true })}
            onDecided={() => show(nextAfter(order, chosen.claim_id))}
          />
        </div>
      )}
    </Page>
  );
}
