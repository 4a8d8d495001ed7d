import { useQueryClient } from '@tanstack/react-query';
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { useCustomers } from '../names.ts';
import { invoiceKeys } from './queries.ts';

/** A draft written by hand, with its first line; more lines are added on its page. */
export function NewInvoice({ onClose, onDrafted }: { readonly onClose: () => void; readonly onDrafted: (id: string) => void }) {
  const { organization } = useSession();
  const customers = useCustomers();
  const queries = useQueryClient();
  const form = useForm({
    name: 'billing.invoice.new',
    initial: { customer_id: '', description: '', quantity: '1', price: '', vat: '27' },
    pointers: { description: '/lines/0/description', quantity: '/lines/0/quantity', price: '/lines/0/unit_price', vat: '/lines/0/vat_rate' },
    validate: (values) => ({
      customer_id: values.customer_id ? undefined : t('common.form.required'),
      description: values.description.trim() ? undefined : t('common.form.required'),
      quantity: amountOf(values.quantity) === null ? t('common.inline.amount') : undefined,
      price: amountOf(values.price) === null ? t('common.inline.amount') : undefined,
      vat: amountOf(values.vat) === null ? t('common.inline.amount') : undefined,
    }),
    submit: (values, key) => {
      const line = {
        description: values.description.trim(),
        quantity: amountOf(values.quantity) ?? '',
        unit_price: { amount: amountOf(values.price) ?? '', currency: organization.base_currency },
        vat_rate: amountOf(values.vat) ?? '',
      };
      const body = { customer_id: values.customer_id, currency: organization.base_currency, lines: [line] } satisfies Schema<'DraftInvoice'>;
      return readVersioned(api.POST('/api/billing/v1/invoices', { params: writing(key), body }));
    },
    onDone: ({ value }) => {
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      onDrafted(value.invoice_id);
    },
  });
  return (
    <Dialog onClose={onClose} title={t('names.billing.invoice.new')} lead={t('billing.invoice.newHint')}>
      <FormFrame form={form} submitLabel={t('billing.invoice.make')} onCancel={onClose}>
        <ChoiceField form={form} name="customer_id" label={t('names.billing.customer')} options={customers.options} required autoFocus />
        <TextField form={form} name="description" label={t('billing.line')} required />
        <TextField form={form} name="quantity" label={t('billing.quantity')} required />
        <AmountField form={form} name="price" label={t('billing.unitPrice')} currency={organization.base_currency} perUnit required />
        <TextField form={form} name="vat" label={t('billing.vatRate')} required />
      </FormFrame>
    </Dialog>
  );
}
