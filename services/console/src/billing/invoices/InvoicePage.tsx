import { Button } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isZero, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from '../billing.module.css';
import { invoiceRoute } from '../routes.ts';
import { InvoiceDocument } from './InvoiceDocument.tsx';
import { InvoiceSide } from './InvoiceSide.tsx';
import { documentOf, invoiceQuery } from './queries.ts';
import { shownState, tones } from './state.ts';
import { soon } from '../../ui/soon.ts';

const IssueDialog = soon(() => import('./IssueDialog.tsx'), 'IssueDialog');
const DiscardDialog = soon(() => import('./DiscardDialog.tsx'), 'DiscardDialog');
const EditLines = soon(() => import('./EditLines.tsx'), 'EditLines');
type Doing = 'issue' | 'discard' | 'edit' | undefined;

/** An invoice as the document it is, with what may be done about it at its side. */
export function InvoicePage() {
  const { id } = invoiceRoute.useParams();
  const { data, error, refetch } = useQuery(invoiceQuery(id));
  const may = useMay();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<Doing>();
  const invoice = data?.value;
  const draft = invoice?.status === 'draft';
  const writes = draft && may('billing:invoice:write');
  const issues = draft && may('billing:invoice:issue');
  const pays = invoice?.status === 'issued' && !isZero(invoice.open) && may('billing:payment:register');
  const pay = () => invoice && void navigate({ to: '/payments', search: { new: true, customer: invoice.customer_id, invoice: invoice.invoice_id } });
  useCommands('invoice', t('names.billing.invoice'), [
    ...(issues ? [{ id: 'invoice.issue', label: t('billing.invoice.issue'), keys: 'i', run: () => setDoing('issue') }] : []),
    ...(writes ? [{ id: 'invoice.edit', label: t('billing.invoice.edit'), keys: 'e', run: () => setDoing('edit') }] : []),
    ...(pays ? [{ id: 'invoice.pay', label: t('names.billing.payment.new'), keys: 'p', run: pay }] : []),
  ]);
  const title = invoice?.number ?? (invoice?.status === 'discarded' ? t('billing.invoice.discarded') : invoice ? t('billing.invoice.draft') : t('names.billing.invoice'));
  if (error && !data) return <Page title={t('names.billing.invoice')}><Failure error={error} onRetry={() => void refetch()} /></Page>;
  if (!data || !invoice) return <Page title={t('names.billing.invoice')}><Waiting columns={3} label={t('names.billing.invoice')} /></Page>;
  const state = shownState(invoice, today());
  return (
    <Page
      title={title}
      back={<Link to="/invoices">{t('names.billing.invoices.title')}</Link>}
      lead={<span data-print="off"><StateBadge tone={tones[state]}>{t(`billing.invoice.status.${state}`)}</StateBadge></span>}
      action={
        <>
          {writes && <Button variant="subtle" onClick={() => setDoing('discard')}>{t('billing.invoice.discard')}</Button>}
          {writes && <Button variant="default" aria-keyshortcuts="e" onClick={() => setDoing('edit')}>{t('billing.invoice.edit')}</Button>}
          {!draft && <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => globalThis.print()}>{t('billing.print')}</Button>}
          {invoice.number && (
            <Button variant="default" component="a" data-print="off" href={documentOf(invoice.invoice_id)} target="_blank" rel="noreferrer" leftSection={<IconFileTypePdf size={16} aria-hidden />}>
              {t('billing.invoice.pdf')}
            </Button>
          )}
          {issues && <Button aria-keyshortcuts="i" onClick={() => setDoing('issue')}>{t('billing.invoice.issue')}</Button>}
          {pays && <Button aria-keyshortcuts="p" onClick={pay}>{t('names.billing.payment.new')}</Button>}
        </>
      }
    >
      <div className={css.columns}>
        <InvoiceDocument invoice={invoice} />
        <InvoiceSide invoice={invoice} />
      </div>
      {doing === 'issue' && <IssueDialog invoice={data} onClose={() => setDoing(undefined)} />}
      {doing === 'discard' && <DiscardDialog invoice={data} onClose={() => setDoing(undefined)} />}
      {doing === 'edit' && <EditLines invoice={data} onClose={() => setDoing(undefined)} />}
    </Page>
  );
}
