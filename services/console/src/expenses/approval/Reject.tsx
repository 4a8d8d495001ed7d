import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { SendBack } from '../../ui/inbox/SendBack.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { rejectClaim, type Claim } from '../claims/queries.ts';
import { mayDecide } from '../claims/rights.ts';
import { aboutClaim } from '../claims/shared.tsx';
import type { Bulk } from './bulk.ts';

type Props = { readonly claim: Versioned<Claim>; readonly onClose: () => void; readonly onDone: () => void };

/** Sent back with a reason, so that the person can mend it. */
export function Reject({ claim, onClose, onDone }: Props) {
  const { value } = claim;
  const queries = useQueryClient();
  const may = useMay();
  const { member_id } = useSession();
  return (
    <SendBack
      name={`expenses.reject.${value.claim_id}`}
      title={t('expenses.approvals.rejectTitle', { title: value.title })}
      send={(reason, key) =>
        meeting.act({
          ...aboutClaim(queries, claim),
          label: t('projects.approvals.reject'),
          can: (now) => mayDecide(now, { member: member_id, may }),
          key,
          send: (etag, sent) => rejectClaim(value.claim_id, reason, sent, etag),
        })
      }
      onClose={onClose}
      onDone={(rejected) => {
        onClose();
        if (rejected) onDone();
        else void queries.invalidateQueries({ queryKey: ['expenses', 'claims'] });
      }}
    />
  );
}

/** All that are selected, for one reason; what cannot be sent back says why in the queue. */
export function RejectMany({ bulk, onClose }: { readonly bulk: Bulk; readonly onClose: () => void }) {
  return <SendBack name="expenses.reject.many" title={t('expenses.approvals.rejectManyTitle', { count: bulk.chosen.length })} send={bulk.reject} onClose={onClose} onDone={onClose} />;
}
