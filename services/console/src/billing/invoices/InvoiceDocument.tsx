import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { addressLines } from '../../api/address.ts';
import { date, isZero, money, named, number, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { useSession } from '../../shell/session.ts';
import { usePeek } from '../../ui/peek.ts';
import { Facts } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import css from '../billing.module.css';
import { useCustomers, useProjects } from '../names.ts';
import { invoiceSettingsQuery, type InvoiceDetails } from './queries.ts';

/** Seller, customer, lines, VAT by rate, totals: every amount with the decimals it is stored with. */
export function InvoiceDocument({ invoice }: { invoice: InvoiceDetails }) {
  const { organization } = useSession();
  const customer = useCustomers().get(invoice.customer_id);
  // What was issued says what was written down then; a draft, what is known now.
  const { parties } = invoice;
  const buyer = parties?.customer ?? customer;
  const { data: settings } = useQuery({ ...invoiceSettingsQuery, enabled: !parties });
  const seller = parties ? parties.seller.details : settings?.value.seller_details;
  const projects = useProjects();
  const { open } = usePeek();
  const project = projects.get(invoice.project_id);
  const exact = (value: InvoiceDetails['gross']) => money(value, 'exact');
  return (
    <article className={css.paper} aria-label={t('names.billing.invoice')}>
      <div className={css.parties}>
        <div>
          <h2>{t('billing.invoice.seller')}</h2>
          <p><strong>{parties?.seller.name ?? organization.name}</strong></p>
          {seller?.split('\n').map((line) => <p key={line}>{line}</p>) ?? <p>{countryName(parties?.seller.country ?? organization.country)}</p>}
        </div>
        <div>
          <h2>{t('names.billing.customer')}</h2>
          <p><strong><Link to="/customers/$id" params={{ id: invoice.customer_id }}>{parties?.customer.name ?? invoice.customer_name}</Link></strong></p>
          {buyer?.address && addressLines(buyer.address).map((line) => <p key={line}>{line}</p>)}
          <p>{[buyer?.country && countryName(buyer.country), buyer?.tax_number && t('billing.customer.tax', { number: buyer.tax_number })].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      <Facts
        items={[
          [t('billing.invoice.number'), invoice.number ?? t('billing.invoice.numberLater')],
          invoice.issued_on && [t('billing.invoice.issuedOn'), date(invoice.issued_on, 'long')],
          [t('billing.invoice.dueOn'), invoice.due_on ? date(invoice.due_on, 'long') : customer && t('billing.invoice.dueAfter', { count: customer.payment_terms_days })],
          [t('billing.project'), project?.name],
        ]}
      />
      <Table
        label={t('billing.lines')}
        rows={invoice.lines}
        rowId={(line) => line.invoice_line_id}
        columns={[
          {
            id: 'what',
            header: t('billing.line'),
            cell: (line) => {
              const work = line.billable_item_id;
              return (
                <>
                  {named(line.description)}
                  {work && (
                    <span data-print="off">
                      {' '}
                      <button type="button" className={css.link} data-print="words" onClick={() => open('work', work)} aria-label={t('billing.work.evidenceOf', { name: named(line.description) })}>
                        {t('billing.work.evidence')}
                      </button>
                    </span>
                  )}
                </>
              );
            },
          },
          { id: 'quantity', header: t('billing.quantity'), wide: true, align: 'end', cell: (line) => number(line.quantity, 4) },
          { id: 'price', header: t('billing.unitPrice'), wide: true, align: 'end', cell: (line) => exact(line.unit_price) },
          { id: 'vat', header: t('billing.vat'), wide: true, align: 'end', cell: (line) => percent(line.vat_rate, 2) },
          { id: 'net', header: t('billing.net'), align: 'end', cell: (line) => exact(line.net) },
        ]}
      />
      <dl className={css.totals}>
        <dt>{t('billing.net')}</dt>
        <dd className="num">{exact(invoice.net)}</dd>
        {invoice.vat.map((group) => [
          <dt key={`${group.rate} name`}>{t('billing.vatOf', { rate: percent(group.rate, 2), base: exact(group.base) })}</dt>,
          <dd key={group.rate} className="num">{exact(group.tax)}</dd>,
        ])}
        <dt data-strong>{t('billing.gross')}</dt>
        <dd data-strong className="num">{exact(invoice.gross)}</dd>
        {!isZero(invoice.paid) && (
          <>
            <dt>{t('billing.paid')}</dt>
            <dd className="num">{exact(invoice.paid)}</dd>
          </>
        )}
        {(invoice.status === 'issued' || invoice.status === 'paid') && (
          <>
            <dt>{t('billing.open')}</dt>
            <dd className="num">{exact(invoice.open)}</dd>
          </>
        )}
      </dl>
    </article>
  );
}
