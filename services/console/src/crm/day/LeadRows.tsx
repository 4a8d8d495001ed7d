import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useMay } from '../../shell/session.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { NextStep } from '../deal/NextStep.tsx';
import { useLeads } from '../leads/useLeads.ts';
import { changeStep } from '../parts/steps.ts';
import type { Day } from '../talk/data.ts';
import css from '../talk/talk.module.css';

type Lead = Day['leads'][number];

/** Own leads that wait: for an answer, for their next step, or because their day has come. */
export function LeadRows({ leads }: { readonly leads: readonly Lead[] }) {
  return (
    <Section title={t('leads.day.title')}>
      <ul className={css.rows}>
        {leads.map((lead) => (
          <LeadRow key={lead.lead_id} lead={lead} />
        ))}
      </ul>
    </Section>
  );
}

function LeadRow({ lead }: { readonly lead: Lead }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:lead:write');
  const { respond, work } = useLeads();
  const fresh = () => queries.invalidateQueries({ queryKey: ['crm', 'follow-ups', 'day'] });
  const act = (doing: (one: Lead) => Promise<void>) => void doing(lead).then(fresh);
  const save = async (next_step: Lead['next_step']) => {
    if (await changeStep({ ...lead, kind: 'lead', id: lead.lead_id }, { next_step: next_step ?? null }))
      toast.done(t(next_step ? 'talk.forgotten.stepSaved' : 'talk.day.step.cleared', { name: lead.name }));
    await Promise.all([queries.invalidateQueries({ queryKey: ['crm', 'leads'] }), fresh()]);
  };
  const due = lead.first_response_due_at && !lead.first_responded_at && t(lead.response_overdue ? 'leads.overdue.since' : 'leads.due.by', { when: instant(lead.first_response_due_at) });
  return (
    <li className={css.row} tabIndex={-1} data-row={lead.lead_id}>
      <div>
        <p>
          <RecordLink kind="lead" id={lead.lead_id}>
            {lead.name}
          </RecordLink>
          {lead.waits_for.map((what) => (
            <StateBadge key={what} tone={what === 'answer' && lead.response_overdue ? 'late' : 'warn'}>
              {t(`leads.day.wait.${what}`)}
            </StateBadge>
          ))}
        </p>
        <p className={css.sub} data-late={lead.response_overdue || undefined}>
          {[lead.company, lead.origin.source, due].filter(Boolean).join(' · ')}
        </p>
      </div>
      {lead.estimated_value && <MoneyCell value={lead.estimated_value} />}
      <div className={css.ways} data-step>
        {lead.status !== 'nurture' && <NextStep step={lead.next_step ?? null} canWrite={canWrite} onSave={save} />}
        {canWrite && lead.waits_for.includes('answer') && (
          <Button variant="default" data-done aria-label={`${t('leads.respond')}: ${lead.name}`} onClick={() => act(respond)}>
            {t('leads.respond')}
          </Button>
        )}
        {canWrite && lead.status === 'nurture' && (
          <Button variant="default" data-done aria-label={`${t('leads.work')}: ${lead.name}`} onClick={() => act(work)}>
            {t('leads.work')}
          </Button>
        )}
      </div>
    </li>
  );
}
