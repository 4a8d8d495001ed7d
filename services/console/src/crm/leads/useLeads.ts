import { useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { newKey, type Page, type Versioned } from '../../api/client.ts';
import { changeRow } from '../../api/lists.ts';
import { ProblemError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { assignLead, leadQuery, reopenLead, respondToLead, workLead, type Lead, type LeadDetails } from './queries.ts';

/** What is done with a lead at once, from the inbox and from its page; and showing what the service answered. */
export function useLeads() {
  const queries = useQueryClient();
  const { member_id } = useSession();
  const { data: members } = useQuery(membersQuery);
  const memberName = (id: string | null | undefined) => members?.find((member) => member.member_id === id)?.name;

  const settle = ({ value, etag }: Versioned<Lead>) => {
    queries.setQueryData<Versioned<LeadDetails>>(leadQuery(value.lead_id).queryKey, (now) => now && { etag, value: { ...now.value, ...value } });
    queries.setQueriesData<InfiniteData<Page<Lead>>>({ queryKey: ['crm', 'leads', 'list'] }, (pages) => pages && changeRow(pages, (row) => row.lead_id === value.lead_id, (row) => ({ ...row, ...value })));
    void queries.invalidateQueries({ queryKey: ['crm', 'leads'] });
  };
  const run = async (change: Promise<Versioned<Lead>>, said: string, undo?: (now: Lead) => void) => {
    try {
      const answer = await change;
      settle(answer);
      toast.done(said, undo && (() => undo(answer.value)));
    } catch (error) {
      // Somebody was faster: what they did is shown, and this can be done again.
      if (error instanceof ProblemError && error.status === 412) void queries.invalidateQueries({ queryKey: ['crm', 'leads'] });
      toast.failed(error);
    }
  };
  const assign = (lead: Lead, owner: string | null, said: string) =>
    run(assignLead(lead, owner, newKey()), said, (now) => void run(assignLead(now, lead.owner_id ?? null, newKey()), t('leads.assigned', { name: lead.name })));
  return {
    memberName,
    settle,
    assign: (lead: Lead, owner: string | null) => assign(lead, owner, t('leads.assigned', { name: lead.name })),
    take: (lead: Lead) => (member_id ? assign(lead, member_id, t('leads.taken', { name: lead.name })) : Promise.resolve()),
    respond: (lead: Lead) => run(respondToLead(lead, newKey()), t('leads.responded', { name: lead.name })),
    work: (lead: Lead) => run(workLead(lead, newKey()), t('leads.worked', { name: lead.name })),
    reopen: (lead: Lead) => run(reopenLead(lead, newKey()), t('leads.reopened', { name: lead.name })),
  };
}
