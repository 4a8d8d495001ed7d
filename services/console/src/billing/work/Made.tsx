import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { date, named, sums, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { usePeek } from '../../ui/peek.ts';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import type { Invoice } from '../invoices/queries.ts';
import type { Coming } from '../schedules/coming.ts';
import type { Work } from './queries.ts';

export type Part = 'unbilled' | 'drafts' | 'coming';
type Row = { readonly id: string; readonly what: ReactNode; readonly who: string; readonly when: string | null | undefined; readonly amount: Money };
type Props = {
  readonly part: Part;
  readonly label: string;
  readonly currency: string;
  readonly work: readonly Work[];
  readonly drafts: readonly Invoice[];
  readonly next: readonly Coming[];
  readonly customer: (id: string) => string;
  readonly onClose: () => void;
};

/** What a sum of what is to be billed is made of: each piece opens what stands behind it. */
export function Made({ part, label, currency, work, drafts, next, customer, onClose }: Props) {
  const { open } = usePeek();
  const may = useMay();
  const all: Record<Part, () => readonly Row[]> = {
    unbilled: () =>
      work.map((one) => ({
        id: one.billable_item_id,
        what: (
          <button type="button" className={css.link} aria-label={t('billing.work.evidenceOf', { name: named(one.description) })} onClick={() => { onClose(); open('work', one.billable_item_id); }}>
            {named(one.description)}
          </button>
        ),
        who: customer(one.customer_id),
        when: one.delivered_on,
        amount: one.amount,
      })),
    drafts: () =>
      drafts.map((one) => ({
        id: one.invoice_id,
        what: <Link to="/invoices/$id" params={{ id: one.invoice_id }}>{t('billing.invoice.draft')}</Link>,
        who: one.customer_name,
        when: null,
        amount: one.net,
      })),
    coming: () =>
      next.map(({ schedule, installment }) => ({
        id: installment.installment_id,
        what: <Link to="/schedules/$id" params={{ id: schedule.schedule_id }}>{named(installment.name)}</Link>,
        who: customer(schedule.customer_id),
        when: installment.trigger.kind === 'date' ? installment.trigger.on : null,
        amount: installment.amount,
      })),
  };
  const rows = all[part]().filter((row) => row.amount.currency === currency);
  const [sum] = sums(rows.map((row) => row.amount));
  // Work on a draft is unbilled to the ledger still, so its figure explains both.
  const alone = part === 'unbilled' && may('reporting:read') && drafts.length === 0;
  return (
    <Dialog title={`${label} (${currency})`} onClose={onClose} size={760}>
      {part === 'unbilled' && drafts.length > 0 && <p className={css.sub}>{t('billing.now.ledger')}</p>}
      <Table
        label={label}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          { id: 'what', header: t('billing.line'), cell: (row) => row.what, sum: t('billing.total') },
          { id: 'who', header: t('names.billing.customer'), cell: (row) => row.who },
          ...(part === 'drafts' ? [] : [{ id: 'when', wide: true, header: part === 'unbilled' ? t('billing.work.delivered') : t('billing.schedule.next'), cell: (row: Row) => <span className="num">{row.when ? date(row.when) : '–'}</span> }]),
          {
            id: 'amount',
            header: t('billing.net'),
            align: 'end',
            cell: (row) => <MoneyCell value={row.amount} style="exact" />,
            sum: <Figure value={sum} label={label} style="exact" explain={alone ? { account: 'unbilled_work', currency } : undefined} />,
          },
        ]}
      />
    </Dialog>
  );
}
