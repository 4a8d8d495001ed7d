import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { addDays, money, sums, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import { draftsQuery } from '../invoices/queries.ts';
import { useCustomers, useProjects } from '../names.ts';
import { coming } from '../schedules/coming.ts';
import { allSchedulesQuery } from '../schedules/queries.ts';
import { ComingTable } from './ComingTable.tsx';
import { groupWork } from './group.ts';
import type { Part } from './Made.tsx';
import { unbilledQuery } from './queries.ts';
import { WorkGroup } from './WorkGroup.tsx';
import { soon } from '../../ui/soon.ts';

const Made = soon(() => import('./Made.tsx'), 'Made');

/** What should be billed now: delivered work on no invoice, drafts nobody has issued, and instalments that come next. */
export function BillingPage() {
  const work = useQuery(unbilledQuery);
  const drafts = useQuery(draftsQuery);
  const schedules = useQuery(allSchedulesQuery);
  const customers = useCustomers();
  const projects = useProjects();
  const may = useMay();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => groupWork(work.data ?? [], projects.name), [work.data, projects]);
  const total = sums(groups.map((group) => group.total));
  const draftTotal = sums((drafts.data ?? []).map((draft) => draft.net));
  const next = coming(schedules.data ?? [], addDays(today(), 31));
  const nextTotal = sums(next.map((one) => one.installment.amount));
  const [made, setMade] = useState<{ readonly part: Part; readonly label: string; readonly currency: string }>();

  if (work.error && !work.data) return <Page title={t('names.billing.now.title')}><Failure error={work.error} onRetry={() => void work.refetch()} /></Page>;
  const figures = [
    ['unbilled', t('billing.now.unbilled'), total],
    ['drafts', t('billing.now.drafts'), draftTotal],
    ['coming', t('billing.now.coming'), nextTotal],
  ] as const;
  return (
    <Page title={t('names.billing.now.title')} count={work.data?.length ? t('billing.now.lines', { count: work.data.length }) : undefined} action={<Export rows={work.data?.length} service="billing" list="work" query={{ status: 'unbilled' }} />}>
      <dl className={css.tiles}>
        {figures.map(([part, label, values]) => (
          <div key={label}>
            <dt>{label}</dt>
            {values.length === 0 && <dd><MoneyCell value={null} /></dd>}
            {values.map((value) => (
              <dd key={value.currency}>
                <button type="button" className={css.opens} aria-label={t('common.explain.link', { label, value: money(value) })} onClick={() => setMade({ part, label, currency: value.currency })}>
                  <MoneyCell value={value} />
                </button>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {made && <Made {...made} work={work.data ?? []} drafts={drafts.data ?? []} next={next} customer={customers.name} onClose={() => setMade(undefined)} />}
      {work.isPending && <Waiting columns={4} label={t('names.billing.now.title')} />}
      {groups.map((group) => (
        <WorkGroup key={group.id} group={group} customer={customers.name(group.customerId)} project={projects.name} ticked={ticked} onTick={setTicked} />
      ))}
      {work.data?.length === 0 && <Empty kind="nothing" title={t('billing.now.nothing')} what={t('billing.now.what')} example={t('billing.now.example')} action={may('projects:read') && <Link to={'/projects' as '/'}>{t('names.projects.title')}</Link>} />}
      {(drafts.data?.length ?? 0) > 0 && (
        <Section title={t('billing.now.drafts')}>
          <Table
            label={t('billing.now.drafts')}
            rows={drafts.data ?? []}
            rowId={(row) => row.invoice_id}
            columns={[
              { id: 'customer', header: t('names.billing.customer'), cell: (row) => <Link to="/invoices/$id" params={{ id: row.invoice_id }}>{row.customer_name}</Link> },
              { id: 'project', header: t('billing.project'), wide: true, cell: (row) => projects.name(row.project_id) },
              { id: 'lines', header: t('billing.lines'), wide: true, align: 'end', cell: (row) => row.lines.length },
              { id: 'gross', header: t('billing.gross'), wide: true, align: 'end', cell: (row) => <MoneyCell value={row.gross} /> },
              { id: 'net', header: t('billing.net'), align: 'end', cell: (row) => <MoneyCell value={row.net} />, sum: draftTotal.length === 1 ? <MoneyCell value={draftTotal[0]} /> : undefined },
            ]}
          />
        </Section>
      )}
      {next.length > 0 && (
        <Section title={t('billing.now.coming')}>
          <ComingTable rows={next} customer={customers.name} />
        </Section>
      )}
    </Page>
  );
}
