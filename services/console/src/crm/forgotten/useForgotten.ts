import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { t } from '../../i18n/index.ts';
import { onLive } from '../../shell/live.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLeads } from '../leads/useLeads.ts';
import { changeStep } from '../parts/steps.ts';
import type { Worked } from './data.ts';

type Step = Worked['next_step'];

/** What may be done where something forgotten stands, each on the version it was shown at. */
export function useForgotten() {
  const queries = useQueryClient();
  const may = useMay();
  const { member_id: me } = useSession();
  const { take: takeLead } = useLeads();
  const fresh = (kind: 'deals' | 'leads') =>
    Promise.all([queries.invalidateQueries({ queryKey: ['crm', kind] }), queries.invalidateQueries({ queryKey: ['crm', 'deals', 'forgotten'] })]);
  // The list goes by news of deals; what is forgotten of leads and follow-ups is news to it, too.
  useEffect(() => onLive(({ type }) => void (/^crm\.(lead|follow_up)\./.test(type) && queries.invalidateQueries({ queryKey: ['crm', 'deals', 'forgotten'] }))), [queries]);
  const canWrite = ({ record }: Worked) => may(record.kind === 'deal' ? 'crm:deal:write' : 'crm:lead:write');
  const step = async (row: Worked, next_step: Step) => {
    const { record, name } = row;
    if (await changeStep({ ...row, kind: record.kind, id: row.record_id }, { next_step: next_step ?? null })) toast.done(t('talk.forgotten.stepSaved', { name }));
    await fresh(record.kind === 'deal' ? 'deals' : 'leads');
  };
  const take = async (row: Worked, owner_id: string) => {
    const { record, name, version } = row;
    try {
      if (record.kind === 'lead') await takeLead({ lead_id: record.lead_id, status: record.status, name, version, owner_id: row.owner_id ?? null, merged_into: null });
      else if (await changeStep({ ...row, kind: 'deal', id: record.deal_id }, { owner_id })) toast.done(t('talk.forgotten.taken', { name }));
    } catch (error) {
      toast.failed(error);
    }
    await fresh(record.kind === 'deal' ? 'deals' : 'leads');
  };
  return {
    canWrite,
    canTick: may('crm:activity:write'),
    step,
    /** Left out where it is one's own already, or may not be. */
    take: (row: Worked) => (me && me !== row.owner_id && canWrite(row) ? () => void take(row, me) : undefined),
  };
}
