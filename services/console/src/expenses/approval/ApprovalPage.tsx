import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { money, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { InboxTabs } from '../../shell/InboxTabs.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { afterDecision } from '../../ui/inbox/after.ts';
import { Inbox } from '../../ui/inbox/Inbox.tsx';
import { Page } from '../../ui/Page.tsx';
import { useList } from '../../ui/useList.ts';
import { daysOf } from '../claims/columns.tsx';
import { claimsQuery, memberNamesQuery, type Claim } from '../claims/queries.ts';
import { mayDecide } from '../claims/rights.ts';
import { approvalRoute } from '../routes.ts';
import css from './approval.module.css';
import { useBulk } from './bulk.ts';
import { Decision } from './Decision.tsx';
import { inOrder } from './queue.ts';

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
  const people = [...new Set(order.map((claim) => claim.claimant_id))].map((who) => order.filter((claim) => claim.claimant_id === who));
  return (
    <Page title={t('names.expenses.approvals.menu')} count={list.loading || list.more.has || order.length === 0 ? undefined : t('expenses.claims.count', { count: order.length })} action={order.length > 0 && <Export service="expenses" list="claims" query={{ status: 'submitted' }} />} fill>
      <InboxTabs />
      {list.loading ? (
        <Waiting columns={3} label={t('names.expenses.approvals.menu')} />
      ) : list.error ? (
        <Failure error={list.error} onRetry={list.retry} />
      ) : !chosen ? (
        <Empty kind="nothing" title={t('expenses.approvals.nothing')} what={t('expenses.approvals.what')} />
      ) : (
        <Inbox
          title={t('names.expenses.approvals.menu')}
          label={t('expenses.approvals.queue')}
          groups={people.map((claims) => ({
            key: claims[0]?.claimant_id ?? '',
            name: nameOf(claims[0]?.claimant_id),
            sum: sums(claims.map((claim) => claim.total)).map((sum) => money(sum)).join(', '),
            items: claims.map((claim) => ({
              id: claim.claim_id,
              label: claim.title,
              title: claim.title,
              detail: decides(claim) ? daysOf(claim) : `${daysOf(claim)} · ${t('expenses.approvals.own')}`,
              sum: money(claim.total),
              selectable: decides(claim),
              refused: bulk.refused.get(claim.claim_id),
            })),
          }))}
          current={chosen.claim_id}
          selected={new Set(bulk.chosen.map((claim) => claim.claim_id))}
          busy={bulk.busy}
          said={
            bulk.refused.size > 0 &&
            !bulk.busy && (
              <p role="alert" className={css.refused}>
                {t('expenses.approvals.someNot', { count: bulk.refused.size })}
              </p>
            )
          }
          onOpen={show}
          onToggle={bulk.toggle}
        >
          <Decision
            key={chosen.claim_id}
            id={chosen.claim_id}
            name={nameOf(chosen.claimant_id)}
            line={search.line}
            bulk={bulk}
            onLine={(line) => void navigate({ search: (before) => ({ ...before, claim: chosen.claim_id, line }), replace: true })}
            onDecided={() => show(afterDecision(order.map((claim) => claim.claim_id), chosen.claim_id, new Set([chosen.claim_id])))}
          />
        </Inbox>
      )}
    </Page>
  );
}
