import { useQuery } from '@tanstack/react-query';
import { ago } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { breakable } from '../../ui/breakable.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import parts from '../parts/parts.module.css';
import { dueOn } from '../parts/due.ts';
import { LeadStatus } from './columns.tsx';
import css from './leads.module.css';
import { leadQuery } from './queries.ts';
import { ScoreParts } from './Score.tsx';
import { useLeads } from './useLeads.ts';

/** A lead at the side of the inbox: enough to decide what becomes of it. */
export function LeadPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(leadQuery(id));
  const { memberName } = useLeads();
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.crm.lead')} />;
  const lead = data.value;
  const message = lead.touch_list.at(-1)?.message ?? lead.note;
  return (
    <div className={parts.peek}>
      <h2>{lead.name}</h2>
      <div>
        <LeadStatus lead={lead} /> {lead.response_overdue && <span className={css.late}>{t('leads.overdue')}</span>}
      </div>
      {message && <p className={css.message}>{message}</p>}
      <Facts
        items={[
          [t('leads.company'), lead.company],
          [t('leads.job'), lead.job_title],
          [t('leads.email'), lead.email && breakable(lead.email)],
          [t('leads.phone'), lead.phone],
          [t('leads.source'), lead.origin.source],
          [t('leads.campaign'), lead.origin.campaign],
          [t('leads.value'), lead.estimated_value && <MoneyCell key="value" value={lead.estimated_value} />],
          [t('leads.owner'), memberName(lead.owner_id) ?? t('leads.nobody')],
          [t('leads.received'), ago(lead.received_at)],
          [t('crm.next'), lead.next_step && `${lead.next_step.text}${lead.next_step.due_on ? ` · ${dueOn(lead.next_step.due_on).text}` : ''}`],
        ]}
      />
      <Section title={`${t('leads.score')}: ${lead.score}`} bare>
        <ScoreParts lead={lead} />
      </Section>
    </div>
  );
}
