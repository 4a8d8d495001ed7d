/* What is told of a lead that is another one by the time somebody takes, answers, nurtures, gives up or converts it. */
import type { QueryClient } from '@tanstack/react-query';
import { etagOf } from '../../api/client.ts';
import { date, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { memberName, type Fields } from '../../ui/meeting.tsx';
import { isOpen, leadQuery, type Lead } from './queries.ts';

/** What is seen of a lead in every list of them. */
export type Seen = Pick<Lead, 'lead_id' | 'version' | 'name' | 'status' | 'owner_id' | 'merged_into'> & Partial<Lead>;

const fieldsOf = (): Fields<Seen> => ({
  status: { label: t('leads.status'), show: (status) => t(`leads.status.${status}`) },
  owner_id: { label: t('leads.owner'), show: memberName },
  merged_into: { label: t('leads.page.merged'), show: () => t('crm.field.yes') },
  nurture_until: { label: t('leads.nurture.until'), show: (day) => date(day) },
  name: { label: t('leads.name') },
  company: { label: t('leads.company') },
  email: { label: t('leads.email') },
  estimated_value: { label: t('leads.value'), show: (value) => money(value, 'exact') },
});

/** While whose it is and where it stands are as they were, something else of it was changed, and it is done all the same. */
export const aboutLead = (queries: QueryClient, lead: Seen) =>
  ({
    service: 'crm',
    id: lead.lead_id,
    title: lead.name,
    fields: fieldsOf(),
    base: { value: lead, etag: etagOf(lead) },
    upon: ['status', 'owner_id', 'merged_into'],
    fetch: () => queries.fetchQuery({ ...leadQuery(lead.lead_id), staleTime: 0 }),
  }) as const;

/** What can still be done with a lead as it is by now. */
export const can = {
  assign: (now: Seen) => isOpen(now),
  respond: (now: Seen) => isOpen(now) && !now.first_responded_at,
  work: (now: Seen) => isOpen(now) && now.status !== 'working',
  reopen: (now: Seen) => !now.merged_into && now.status === 'disqualified',
};
