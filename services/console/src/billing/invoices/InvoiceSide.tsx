import { useQuery } from '@tanstack/react-query';
import { changesAfter } from '../../api/changes.ts';
import { date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import css from '../billing.module.css';
import { Events } from '../Events.tsx';
import { paymentsOf } from '../payments/queries.ts';
import { traceQuery } from '../work/queries.ts';
import type { Invoice } from './queries.ts';
import { daysLate } from './state.ts';

/** Beside the document: what is still open, what was paid, and what happened. */
export function InvoiceSide({ invoice }: { invoice: Invoice }) {
  const late = daysLate(invoice, today());
  return (
    <aside className={css.side} data-print="off" aria-label={t('billing.invoice.about')}>
      {invoice.status !== 'draft' && invoice.status !== 'discarded' && (
        <Section title={t('billing.open')}>
          <p className={css.big}><MoneyCell value={invoice.open} style="exact" /></p>
          <p className={css.sub}>
            {invoice.due_on && t('billing.invoice.due', { day: date(invoice.due_on) })}
            {late > 0 && <span className={css.late}> · {t('billing.lateDays', { count: late })}</span>}
          </p>
          <Payments invoice={invoice} />
        </Section>
      )}
      {invoice.status === 'draft' && (
        <Section title={t('billing.invoice.draft')}>
          <p className={css.sub}>{t('billing.invoice.draftHint')}</p>
        </Section>
      )}
      <History id={invoice.invoice_id} />
    </aside>
  );
}

function Payments({ invoice }: { invoice: Invoice }) {
  const { data } = useQuery(paymentsOf(invoice.customer_id));
  const { open } = usePeek();
  const paid = (data ?? []).flatMap((payment) =>
    payment.applications.filter((part) => part.invoice_id === invoice.invoice_id).map((part, index) => ({ payment, part, key: `${payment.payment_id}${index}` })),
  );
  if (paid.length === 0) return <p className={css.sub}>{t('billing.invoice.noPayments')}</p>;
  return (
    <ul className={css.events}>
      {paid.map(({ payment, part, key }) => (
        <li key={key}>
          <button type="button" className={css.link} onClick={() => open('payment', payment.payment_id)}>
            {t('billing.payment.on', { day: date(payment.received_on) })}
          </button>
          <MoneyCell value={part.amount} style="exact" />
          {payment.reference && <span className={css.sub}>{payment.reference}</span>}
        </li>
      ))}
    </ul>
  );
}

function History({ id }: { id: string }) {
  const may = useMay();
  const changes = useQuery({ queryKey: ['billing', 'invoices', id, 'changes'], queryFn: () => changesAfter('billing', id, 0) });
  // The ledger's journal knows the same events where the service does not tell its own.
  const silent = changes.data?.length === 0;
  const trace = useQuery({ ...traceQuery(id), enabled: silent && may('reporting:read') });
  const events =
    changes.data && changes.data.length > 0
      ? changes.data.map((one) => ({ event_id: String(one.version), event_type: one.type, occurred_at: one.time, actor: one.actor }))
      : (trace.data ?? []).filter((event) => event.aggregate_id === id);
  if (events.length === 0) return null;
  return (
    <Section title={t('billing.history')}>
      <Events events={events} />
    </Section>
  );
}
