/* Several claims decided at once: one call each, so that one that cannot be decided keeps none of the others back. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { etagOf, newKey } from '../../api/client.ts';
import { ProblemError, sentence } from '../../api/problems.ts';
import { money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toggled } from '../../ui/inbox/after.ts';
import { toast } from '../../ui/toasts.tsx';
import { approveClaim, claimQuery, rejectClaim, type Claim } from '../claims/queries.ts';

export type Bulk = {
  /** Those selected that wait and may be decided. */
  readonly chosen: readonly Claim[];
  readonly toggle: (ids: readonly string[]) => void;
  /** Why a claim was not decided, by its id, in words. */
  readonly refused: ReadonlyMap<string, string>;
  readonly busy: boolean;
  readonly approve: () => Promise<void>;
  /** Sends them back, each with this reason. */
  readonly reject: (reason: string) => Promise<void>;
};

/** `waiting` are the claims one may decide about. */
export function useBulk(waiting: readonly Claim[]): Bulk {
  const queries = useQueryClient();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const chosen = waiting.filter((claim) => selected.has(claim.claim_id));
  /** What was changed since it was seen is told as it is now, and stays selected to be looked at. */
  const reasonOf = async (id: string, problem: unknown): Promise<string> => {
    if (!(problem instanceof ProblemError) || problem.status !== 412) return sentence(problem);
    const now = await queries.fetchQuery({ ...claimQuery(id), staleTime: 0 }).catch(() => undefined);
    return now ? t('expenses.approvals.changed', { status: t(`expenses.status.${now.value.status}`), total: money(now.value.total, 'exact') }) : sentence(problem);
  };
  const decide = async (send: (claim: Claim) => Promise<unknown>, said: (count: number) => string) => {
    if (busy || chosen.length === 0) return;
    setBusy(true);
    const reasons = new Map<string, string>();
    for (const claim of chosen) {
      try {
        await send(claim);
      } catch (problem) {
        reasons.set(claim.claim_id, await reasonOf(claim.claim_id, problem));
      }
    }
    setRefused(reasons);
    setSelected(new Set(reasons.keys()));
    await queries.invalidateQueries({ queryKey: ['expenses', 'claims'] });
    setBusy(false);
    const done = chosen.length - reasons.size;
    if (done > 0) toast.done(said(done));
  };
  return {
    chosen,
    refused,
    busy,
    approve: () => decide((claim) => approveClaim(claim.claim_id, etagOf(claim), newKey()), (count) => t('expenses.approvals.approvedMany', { count })),
    reject: (reason) => decide((claim) => rejectClaim(claim.claim_id, reason, newKey(), etagOf(claim)), (count) => t('expenses.approvals.rejectedMany', { count })),
    toggle: (ids) => setSelected((before) => toggled(before, ids)),
  };
}
