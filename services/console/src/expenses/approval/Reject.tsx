import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { rejectClaim, type Claim } from '../claims/queries.ts';
import { mayDecide } from '../claims/rights.ts';
import { aboutClaim } from '../claims/shared.tsx';

type Props = { readonly claim: Versioned<Claim>; readonly onClose: () => void; readonly onDone: () => void };

/** Sent back with a reason, so that the person can mend it. */
export function Reject({ claim, onClose, onDone }: Props) {
  const { value } = claim;
  const queries = useQueryClient();
  const may = useMay();
  const { member_id } = useSession();
  const form = useForm({
    name: `expenses.reject.${value.claim_id}`,
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() ? undefined : t('expenses.approvals.reasonNeeded') }),
    submit: ({ reason }, key) =>
      meeting.act({
        ...aboutClaim(queries, claim),
        label: t('expenses.approvals.reject'),
        can: (now) => mayDecide(now, { member: member_id, may }),
        key,
        send: (etag, sent) => rejectClaim(value.claim_id, reason.trim(), sent, etag),
      }),
    onDone: (rejected) => {
      onClose();
      if (rejected) onDone();
      else void queries.invalidateQueries({ queryKey: ['expenses', 'claims'] });
    },
  });
  return (
    <>
      <Dialog title={t('expenses.approvals.rejectTitle', { title: value.title })} onClose={onClose}>
        <FormFrame form={form} submitLabel={t('expenses.approvals.reject')} onCancel={onClose}>
          <AreaField form={form} name="reason" label={t('expenses.approvals.reason')} hint={t('expenses.approvals.reasonHint')} required autoFocus />
        </FormFrame>
      </Dialog>
    </>
  );
}
