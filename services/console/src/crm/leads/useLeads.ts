import { useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { Page, Versioned } from '../../api/client.ts';
import { changeRow } from '../../api/lists.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { aboutLead, can, type Seen } from './about.ts';
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
  type Deed = { readonly label: string; readonly can: (now: Seen) => boolean; readonly send: (lead: Seen, etag: string, key: string) => Promise<Versioned<Lead>> };
  /** Done on what was seen; null when somebody else was faster and that is kept. */
  const act = (lead: Seen, { send, ...deed }: Deed, key?: string) =>
    meeting.act<Seen, Versioned<Lead>>({
      ...aboutLead(queries, lead),
      ...deed,
      ...(key && { key }),
      onTheirs: (theirs) => settle(theirs as Versioned<Lead>),
      send: (etag, sent) => send(lead, etag, sent),
    });
  const run = async (lead: Seen, deed: Deed, said: string, undo?: (now: Lead) => void): Promise<void> => {
    try {
      const answer = await act(lead, deed);
      if (!answer) return;
      settle(answer);
      toast.done(said, undo && (() => undo(answer.value)));
    } catch (error) {
      toast.failed(error);
    }
  };
  const giving = (owner: string | null): Deed => ({ label: t(owner === member_id ? 'leads.take' : 'leads.owner'), can: can.assign, send: (lead, etag, key) => assignLead(lead.lead_id, owner, etag, key) });
  const assign = (lead: Seen, owner: string | null, said: string) => run(lead, giving(owner), said, (now) => void run(now, giving(lead.owner_id ?? null), t('leads.assigned', { name: lead.name })));
  return {
    memberName,
    settle,
    act,
    assign: (lead: Seen, owner: string | null) => assign(lead, owner, t('leads.assigned', { name: lead.name })),
    take: (lead: Seen) => (member_id ? assign(lead, member_id, t('leads.taken', { name: lead.name })) : Promise.resolve()),
    respond: (lead: Seen) => run(lead, { label: t('leads.respond'), can: can.respond, send: ({ lead_id }, etag, key) => respondToLead(lead_id, etag, key) }, t('leads.responded', { name: lead.name })),
    work: (lead: Seen) => run(lead, { label: t('leads.work'), can: can.work, send: ({ lead_id }, etag, key) => workLead(lead_id, etag, key) }, t('leads.worked', { name: lead.name })),
    reopen: (lead: Seen) => run(lead, { label: t('leads.reopen'), can: can.reopen, send: ({ lead_id }, etag, key) => reopenLead(lead_id, etag, key) }, t('leads.reopened', { name: lead.name })),
  };
}
