import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import { rejectClaim, type Claim } from '../claims/queries.ts';

type Props = { readonly claim: Versioned<Claim>; readonly onClose: () => void; readonly onDone: () => void };

/** Sent back with a reason, so that the person can mend it. */
export function Reject({ claim: { value, etag }, onClose, onDone }: Props) {
  const form = useForm({
    name: `expenses.reject.${value.claim_id}`,
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() ? undefined : t('expenses.approvals.reasonNeeded') }),
    submit: ({ reason }, key) => rejectClaim(value.claim_id, reason.trim(), key, etag),
    onDone: () => {
      onClose();
      onDone();
    },
  });
  return (
    <Dialog title={t('expenses.approvals.rejectTitle', { title: value.title })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('expenses.approvals.reject')} onCancel={onClose}>
        <AreaField form={form} name="reason" label={t('expenses.approvals.reason')} hint={t('expenses.approvals.reasonHint')} required autoFocus />
      </FormFrame>
    </Dialog>
  );
}
