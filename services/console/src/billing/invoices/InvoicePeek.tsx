import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { date, named, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import { useProjects } from '../names.ts';
import { invoiceQuery } from './queries.ts';
import { shownState, tones } from './state.ts';

/** An invoice at the side of a list. */
export function InvoicePeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(invoiceQuery(id));
  const projects = useProjects();
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.billing.invoice')} />;
  const invoice = data.value;
  const state = shownState(invoice, today());
  return (
    <div className={css.peek}>
      <div>
        <h2>{invoice.number ?? t('billing.invoice.draft')}</h2>
        <p className={css.big}>
          <MoneyCell value={invoice.gross} style="exact" />
          <StateBadge tone={tones[state]}>{t(`billing.invoice.status.${state}`)}</StateBadge>
        </p>
      </div>
      <Facts
        items={[
          [t('names.billing.customer'), <Link key="c" to="/customers/$id" params={{ id: invoice.customer_id }}>{invoice.customer_name}</Link>],
          [t('billing.project'), projects.name(invoice.project_id)],
          invoice.issued_on && [t('billing.invoice.issuedOn'), date(invoice.issued_on)],
          invoice.due_on && [t('billing.invoice.dueOn'), date(invoice.due_on)],
          invoice.number && [t('billing.paid'), <MoneyCell key="p" value={invoice.paid} style="exact" />],
          invoice.number && [t('billing.open'), <MoneyCell key="o" value={invoice.open} style="exact" />],
        ]}
      />
      <Section title={t('billing.lines')} bare>
        <Table
          label={t('billing.lines')}
          rows={invoice.lines}
          rowId={(line) => line.invoice_line_id}
          columns={[
            { id: 'what', header: t('billing.line'), cell: (line) => named(line.description) },
            { id: 'net', header: t('billing.net'), align: 'end', cell: (line) => <MoneyCell value={line.net} />, sum: <MoneyCell value={invoice.net} /> },
          ]}
        />
      </Section>
      <p><Link to="/invoices/$id" params={{ id }}>{t('billing.invoice.show')}</Link></p>
    </div>
  );
}
