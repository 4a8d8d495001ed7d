import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { addDays, date, money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DayField, FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import css from '../billing.module.css';
import { useCustomers } from '../names.ts';
import { aboutInvoice } from './about.tsx';
import { issueInvoice } from './change.ts';
import { invoiceKeys, invoiceQuery, invoiceSettingsQuery, type Invoice } from './queries.ts';

/** Issuing cannot be undone, so the consequence stands above the button. */
export function IssueDialog({ invoice, onClose }: { readonly invoice: Versioned<Invoice>; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { value } = invoice;
  const { data: settings } = useQuery(invoiceSettingsQuery);
  const terms = useCustomers().get(value.customer_id)?.payment_terms_days;
  const form = useForm({
    name: `billing.issue.${value.invoice_id}`,
    initial: { issued_on: today() },
    validate: (values) => ({ issued_on: values.issued_on ? undefined : t('common.form.required') }),
    submit: (values, key) =>
      meeting.act({
        ...aboutInvoice(queries, invoice),
        label: t('billing.invoice.issue'),
        can: (now) => now.status === 'draft',
        key,
        send: (etag, sent) => issueInvoice(value.invoice_id, values.issued_on, etag, sent),
      }),
    onDone: (issued) => {
      if (issued) {
        queries.setQueryData(invoiceQuery(value.invoice_id).queryKey, issued);
        toast.done(t('billing.invoice.issued', { number: issued.value.number ?? '' }));
      }
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      onClose();
    },
  });
  return (
    <>
      <Dialog onClose={onClose} title={t('billing.invoice.issue')}>
        <FormFrame form={form} submitLabel={t('billing.invoice.issueNow')} onCancel={onClose}>
          <p><strong>{t('billing.invoice.issueWhat', { amount: money(value.gross, 'exact'), name: value.customer_name })}</strong></p>
          <p className={css.sub}>{t('billing.invoice.issueForGood')}</p>
          {settings && !settings.value.seller_details && (
            <p className={css.noSeller}>{t('billing.invoice.noSeller', { where: t('billing.invoice.settings') })}</p>
          )}
          <DayField
            form={form}
            name="issued_on"
            label={t('billing.invoice.issuedOn')}
            hint={form.values.issued_on && terms !== undefined ? t('billing.invoice.dueBy', { day: date(addDays(form.values.issued_on, terms)), count: terms }) : undefined}
            required
          />
        </FormFrame>
      </Dialog>
    </>
  );
}
