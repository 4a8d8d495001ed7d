import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { newKey, type Versioned } from '../../api/client.ts';
import { ProblemError } from '../../api/problems.ts';
import { named, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import css from '../billing.module.css';
import { invoiceKeys } from '../invoices/queries.ts';
import { useCustomers, useProjects } from '../names.ts';
import { scheduleRoute } from '../routes.ts';
import { aboutSchedule } from './about.tsx';
import { resumeSchedule } from './change.ts';
import { scheduleQuery, type Schedule } from './queries.ts';
import { billedOf, installmentTones, plannedOf, scheduleTones } from './state.ts';
import { TriggerText } from './TriggerText.tsx';
import { soon } from '../../ui/soon.ts';

const CancelSchedule = soon(() => import('./CancelSchedule.tsx'), 'CancelSchedule');

/** A schedule: its instalments and where each stands. A frozen one waits for a person to decide. */
export function SchedulePage() {
  const { id } = scheduleRoute.useParams();
  const { data, error, refetch } = useQuery(scheduleQuery(id));
  const customers = useCustomers();
  const projects = useProjects();
  const may = useMay();
  const [cancelling, setCancelling] = useState(false);
  const { busy, resume } = useResume(id);
  if (error && !data) return <Page title={t('billing.schedule')}><Failure error={error} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t('billing.schedule')}><Waiting columns={3} label={t('billing.schedule')} /></Page>;
  const schedule = data.value;
  const decides = schedule.status === 'frozen' && may('billing:invoice:write');
  return (
    <Page
      title={schedule.name}
      back={<Link to="/schedules">{t('names.billing.schedules.title')}</Link>}
      lead={<StateBadge tone={scheduleTones[schedule.status]}>{t(`billing.schedule.status.${schedule.status}`)}</StateBadge>}
      action={
        decides && (
          <>
            <Button variant="default" onClick={() => setCancelling(true)}>{t('billing.schedule.cancel')}</Button>
            <Button loading={busy} onClick={() => resume(data)}>{t('billing.schedule.resume')}</Button>
          </>
        )
      }
    >
      {schedule.status === 'frozen' && <p className={css.sub}>{t('billing.schedule.frozenWhy')}</p>}
      <Section title={t('billing.schedule.about')}>
        <Facts
          items={[
            [t('names.billing.customer'), <Link key="c" to="/customers/$id" params={{ id: schedule.customer_id }}>{customers.name(schedule.customer_id)}</Link>],
            [t('billing.project'), projects.name(schedule.project_id)],
            [t('billing.total'), <Figure key="t" value={schedule.total} label={`${t('reporting.account.scheduled')}, ${schedule.name}`} explain={may('reporting:read') ? { account: 'scheduled', deal_id: schedule.deal_id, currency: schedule.currency } : undefined} />],
            [t('billing.schedule.billed'), <MoneyCell key="b" value={billedOf(schedule)} />],
            [t('billing.schedule.planned'), <MoneyCell key="p" value={plannedOf(schedule)} />],
          ]}
        />
      </Section>
      <Section title={t('billing.schedule.installments')}>
        <Table
          label={t('billing.schedule.installments')}
          rows={schedule.installments}
          rowId={(row) => row.installment_id}
          columns={[
            { id: 'name', header: t('billing.installment'), cell: (row) => named(row.name) },
            { id: 'when', header: t('billing.trigger'), cell: (row) => <TriggerText trigger={row.trigger} projectId={schedule.project_id} /> },
            { id: 'vat', header: t('billing.vat'), wide: true, align: 'end', cell: (row) => percent(row.vat_rate, 2) },
            { id: 'state', header: t('billing.status'), wide: true, cell: (row) => <StateBadge tone={installmentTones[row.status]}>{t(`billing.installment.status.${row.status}`)}</StateBadge> },
            { id: 'amount', header: t('billing.net'), align: 'end', sum: <MoneyCell value={schedule.total} />, cell: (row) => <MoneyCell value={row.amount} /> },
          ]}
        />
      </Section>
      {cancelling && <CancelSchedule schedule={data} onClose={() => setCancelling(false)} />}
    </Page>
  );
}

function useResume(id: string) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const resume = async (schedule: Versioned<Schedule>): Promise<void> => {
    setBusy(true);
    try {
      const resumed = await meeting.act({
        ...aboutSchedule(queries, schedule),
        label: t('billing.schedule.resume'),
        can: (now) => now.status === 'frozen',
        key: key.current,
        send: (etag, sent) => resumeSchedule(id, etag, sent),
      });
      if (resumed) {
        queries.setQueryData(scheduleQuery(id).queryKey, resumed);
        toast.done(t('billing.schedule.resumed', { name: resumed.value.name }));
      }
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      key.current = newKey();
    } catch (error) {
      const passing = error instanceof ProblemError && error.passing;
      if (!passing) key.current = newKey();
      toast.failed(error, passing ? () => void resume(schedule) : undefined);
    } finally {
      setBusy(false);
    }
  };
  return { busy, resume: (schedule: Versioned<Schedule>) => void resume(schedule) };
}
