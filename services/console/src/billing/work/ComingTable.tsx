import { Link } from '@tanstack/react-router';
import { named } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Coming } from '../schedules/coming.ts';
import { TriggerText } from '../schedules/TriggerText.tsx';

/** Instalments that wait for their day, their milestone, or for somebody to let a frozen schedule go on. */
export function ComingTable({ rows, customer }: { rows: readonly Coming[]; customer: (id: string) => string }) {
  return (
    <Table
      label={t('billing.now.coming')}
      rows={rows}
      rowId={(row) => row.installment.installment_id}
      columns={[
        { id: 'name', header: t('billing.installment'), cell: (row) => named(row.installment.name) },
        { id: 'schedule', header: t('billing.schedule'), cell: (row) => <Link to="/schedules/$id" params={{ id: row.schedule.schedule_id }}>{row.schedule.name}</Link> },
        { id: 'customer', header: t('names.billing.customer'), wide: true, cell: (row) => customer(row.schedule.customer_id) },
        { id: 'when', header: t('billing.trigger'), wide: true, cell: (row) => <TriggerText trigger={row.installment.trigger} projectId={row.schedule.project_id} /> },
        {
          id: 'state',
          header: t('billing.status'),
          wide: true,
          cell: (row) =>
            row.held ? <StateBadge tone="warn">{t('billing.schedule.status.frozen')}</StateBadge> : <StateBadge tone="neutral">{t('billing.installment.status.planned')}</StateBadge>,
        },
        { id: 'amount', header: t('billing.net'), align: 'end', cell: (row) => <MoneyCell value={row.installment.amount} /> },
      ]}
    />
  );
}
