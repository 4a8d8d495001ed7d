import type { ReactNode } from 'react';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import type { Column } from '../../ui/grid/index.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import type { Claim } from './queries.ts';

export const statusTone = { draft: 'neutral', submitted: 'info', approved: 'good', rejected: 'late' } as const;

export const ClaimState = ({ status }: { status: Claim['status'] }) => <StateBadge tone={statusTone[status]}>{t(`expenses.status.${status}`)}</StateBadge>;

/** From the first to the last day on which something was bought. */
export function daysOf(claim: Claim): string {
  const days = claim.lines.map((line) => line.spent_on).toSorted();
  const [first = '', last = first] = [days[0], days.at(-1)];
  return first === last ? date(first) : `${date(first, 'day')} – ${date(last)}`;
}

export function claimColumns(nameOf: (member: string | null | undefined) => string, total: ReactNode): Column<Claim>[] {
  return [
    { id: 'title', header: t('expenses.claim.title'), width: 260, phone: 'title', cell: (row) => row.title },
    { id: 'who', header: t('expenses.claim.who'), width: 160, phone: 'detail', cell: (row) => nameOf(row.claimant_id) },
    { id: 'days', header: t('expenses.claim.days'), phone: 'detail', cell: (row) => <span className="num">{daysOf(row)}</span> },
    { id: 'lines', header: t('expenses.claim.lines'), width: 90, align: 'end', cell: (row) => <span className="num">{row.lines.length}</span> },
    { id: 'total', header: t('expenses.claim.total'), width: 130, align: 'end', phone: 'figure', sum: total, cell: (row) => <MoneyCell value={row.total} /> },
    { id: 'status', header: t('expenses.claim.status'), width: 120, phone: 'state', cell: (row) => <ClaimState status={row.status} /> },
  ];
}
