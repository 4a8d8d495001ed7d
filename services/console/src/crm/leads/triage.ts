import { t } from '../../i18n/index.ts';
import type { Command } from '../../keys/index.ts';
import type { Lead } from './queries.ts';
import type { useLeads } from './useLeads.ts';

/** What a dialog is open for. */
export type Asked = { readonly what: 'nurture' | 'disqualify' | 'convert'; readonly lead: Lead };

/** What can be done with an open lead by one key each. */
export function triage(lead: Lead, actions: ReturnType<typeof useLeads>, ask: (asked: Asked) => void): Command[] {
  const named = (what: string) => `${what}: ${lead.name}`;
  return [
    { id: 'lead.take', label: t('leads.take.key', { name: lead.name }), keys: 't', run: () => void actions.take(lead) },
    ...(lead.first_responded_at ? [] : [{ id: 'lead.respond', label: named(t('leads.respond')), keys: 'r', run: () => void actions.respond(lead) }]),
    ...(lead.status === 'working' ? [] : [{ id: 'lead.work', label: named(t('leads.work')), keys: 'w', run: () => void actions.work(lead) }]),
    { id: 'lead.nurture', label: named(t('leads.nurture')), keys: 'n', run: () => ask({ what: 'nurture', lead }) },
    { id: 'lead.disqualify', label: named(t('leads.disqualify')), keys: 'd', run: () => ask({ what: 'disqualify', lead }) },
    { id: 'lead.convert', label: named(t('leads.convert')), keys: 'v', run: () => ask({ what: 'convert', lead }) },
  ];
}
