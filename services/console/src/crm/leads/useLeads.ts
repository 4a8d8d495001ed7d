import { useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { newKey, type Page, type Versioned } from '../../api/client.ts';
import { changeRow } from '../../api/lists.ts';
import { ProblemError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { assignLead, leadQuery, reopenLead, respondToLead, workLead, type Lead, type LeadDetails } from './queries.ts';

/** Somebody else has it, or it stands elsewhere, by now. */
class Elsewhere extends Error {
  readonly now: Lead;
  constructor(now: Lead) {
    super('Somebody else changed this lead.');
    this.now = now;
  }
}

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
  /**
   * Somebody was faster. If whose it is and where it stands are as they were, something else of it was changed and it is done all the
   * same; else it is said how it stands, and done on that only when it is asked for again.
   */
  const again = async (lead: Lead, change: (lead: Lead) => Promise<Versioned<Lead>>, tried: boolean): Promise<Versioned<Lead>> => {
    try {
      return await change(lead);
    } catch (error) {
      if (tried || !(error instanceof ProblemError) || error.status !== 412) throw error;
    }
    const now = await queries.fetchQuery({ ...leadQuery(lead.lead_id), staleTime: 0 });
    if (now.value.status === lead.status && (now.value.owner_id ?? null) === (lead.owner_id ?? null)) return again(now.value, change, true);
    settle(now);
    throw new Elsewhere(now.value);
  };
  const run = async (lead: Lead, change: (lead: Lead) => Promise<Versioned<Lead>>, said: string, undo?: (now: Lead) => void): Promise<void> => {
    try {
      const answer = await again(lead, change, false);
      settle(answer);
      toast.done(said, undo && (() => undo(answer.value)));
    } catch (error) {
      if (!(error instanceof Elsewhere)) return toast.failed(error);
      const { now } = error;
      const words = { name: now.name, status: t(`leads.status.${now.status}`), owner: memberName(now.owner_id) ?? t('leads.nobody') };
      toast.failed(new ProblemError('lead-elsewhere', 412, t('leads.elsewhere', words)), () => void run(now, change, said, undo));
    }
  };
  const assign = (lead: Lead, owner: string | null, said: string) =>
    run(lead, (now) => assignLead(now, owner, newKey()), said, (now) => void run(now, (one) => assignLead(one, lead.owner_id ?? null, newKey()), t('leads.assigned', { name: lead.name })));
  return {
    memberName,
    settle,
    assign: (lead: Lead, owner: string | null) => assign(lead, owner, t('leads.assigned', { name: lead.name })),
    take: (lead: Lead) => (member_id ? assign(lead, member_id, t('leads.taken', { name: lead.name })) : Promise.resolve()),
    respond: (lead: Lead) => run(lead, (now) => respondToLead(now, newKey()), t('leads.responded', { name: lead.name })),
    work: (lead: Lead) => run(lead, (now) => workLead(now, newKey()), t('leads.worked', { name: lead.name })),
    reopen: (lead: Lead) => run(lead, (now) => reopenLead(now, newKey()), t('leads.reopened', { name: lead.name })),
  };
}
