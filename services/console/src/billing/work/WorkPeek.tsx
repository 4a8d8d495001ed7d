import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { date, daysBetween, hours, instant, money, named, number, percent, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from '../billing.module.css';
import { useActor, useCustomers, useProjects } from '../names.ts';
import { schedulesOfProject } from '../schedules/queries.ts';
import { TriggerText } from '../schedules/TriggerText.tsx';
import { Events } from '../Events.tsx';
import { timeEntryQuery, traceQuery, workItemQuery, type Work } from './queries.ts';

const tones = { unbilled: 'warn', reserved: 'info', billed: 'good', cancelled: 'neutral' } as const;

/** A piece of billable work: what it comes from, and everything that happened on the way. */
export function WorkPeek({ id }: { readonly id: string }) {
  const { data: work, error, refetch } = useQuery(workItemQuery(id));
  const may = useMay();
  const trace = useQuery({ ...traceQuery(id), enabled: may('reporting:read') });
  const customers = useCustomers();
  const projects = useProjects();
  if (error && !work) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!work) return <Waiting columns={2} label={t('names.billing.work')} />;
  return (
    <div className={css.peek}>
      <div>
        <h2>{named(work.description)}</h2>
        <p className={css.big}>
          <MoneyCell value={work.amount} />
          <StateBadge tone={tones[work.status]}>{t(`billing.work.status.${work.status}`)}</StateBadge>
        </p>
      </div>
      <Facts
        items={[
          [t('names.billing.customer'), <Link key="c" to="/customers/$id" params={{ id: work.customer_id }}>{customers.name(work.customer_id)}</Link>],
          [t('billing.project'), projects.name(work.project_id)],
          [t('billing.quantity'), `${number(work.quantity, 4)} × ${money(work.unit_price, 'exact')}`],
          [t('billing.vatRate'), percent(work.vat_rate, 2)],
          [t('billing.work.delivered'), date(work.delivered_on)],
          [t('billing.work.age'), t('billing.days', { count: Math.max(0, daysBetween(work.delivered_on, today())) })],
          work.invoice_id && [t('names.billing.invoice'), <Link key="i" to="/invoices/$id" params={{ id: work.invoice_id }}>{t('billing.invoice.show')}</Link>],
        ]}
      />
      <Section title={t('billing.work.evidence')} bare>
        <Evidence work={work} />
      </Section>
      {trace.data && (
        <Section title={t('billing.work.chain')} bare>
          <Events events={trace.data} />
        </Section>
      )}
    </div>
  );
}

function Evidence({ work }: { work: Work }) {
  switch (work.origin.kind) {
    case 'time':
      return <TimeEvidence id={work.origin.time_entry_id} />;
    case 'installment':
      return <InstallmentEvidence work={work} id={work.origin.installment_id} />;
    case 'expense':
      return <p className={css.sub}>{t('billing.work.expenseEvidence')}</p>;
  }
}

function TimeEvidence({ id }: { id: string }) {
  const may = useMay();
  const { data: entry } = useQuery({ ...timeEntryQuery(id), enabled: may('projects:read') });
  const actor = useActor();
  if (!entry) return <p className={css.sub}>{t('billing.work.time')}</p>;
  return (
    <Facts
      items={[
        [t('billing.work.person'), entry.person_name],
        [t('billing.work.task'), entry.task_name],
        [t('billing.work.day'), date(entry.work_on)],
        [t('billing.work.hours'), hours(entry.hours)],
        [t('billing.work.billable'), hours(entry.billable_hours)],
        entry.note && [t('billing.work.note'), entry.note],
        entry.approved_at && [t('billing.work.approved'), [instant(entry.approved_at), entry.approved_by && actor(`member:${entry.approved_by}`)].filter(Boolean).join(', ')],
      ]}
    />
  );
}

function InstallmentEvidence({ work, id }: { work: Work; id: string }) {
  const { data } = useQuery(schedulesOfProject(work.project_id));
  const schedule = data?.find((one) => one.installments.some((part) => part.installment_id === id));
  const part = schedule?.installments.find((one) => one.installment_id === id);
  if (!schedule || !part) return <p className={css.sub}>{t('billing.work.installment')}</p>;
  return (
    <Facts
      items={[
        [t('billing.schedule'), <Link key="s" to="/schedules/$id" params={{ id: schedule.schedule_id }}>{schedule.name}</Link>],
        [t('billing.installment'), named(part.name)],
        [t('billing.trigger'), <TriggerText key="t" trigger={part.trigger} projectId={schedule.project_id} />],
      ]}
    />
  );
}
