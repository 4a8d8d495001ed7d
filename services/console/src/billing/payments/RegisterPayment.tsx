import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isZero, money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { typedAmount } from '../../i18n/parse.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, CheckField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from '../billing.module.css';
import { invoiceKeys, openInvoicesQuery, type Invoice } from '../invoices/queries.ts';
import { useCustomers } from '../names.ts';
import { addUp, dueFirst, suggest } from './allocate.ts';
import { Parts, partName, refuseOver } from './Parts.tsx';
import { partRefusal, refusal } from './payable.ts';
import { receivePayment } from './change.ts';

type Props = { readonly customer?: string; readonly invoice?: string; readonly onClose: () => void; readonly onDone: (id: string) => void };

/** Money that came in: from whom first, then how much and what it pays. */
export function RegisterPayment({ customer, invoice, onClose, onDone }: Props) {
  const customers = useCustomers();
  const [chosen, setChosen] = useState(customer ?? '');
  const open = useQuery({ ...openInvoicesQuery(chosen), enabled: chosen !== '' });
  return (
    <Dialog onClose={onClose} title={t('names.billing.payment.new')} size={520}>
      <div className={css.peek}>
        <Select
          label={t('names.billing.customer')}
          data={customers.options}
          value={chosen || null}
          onChange={(next) => setChosen(next ?? '')}
          searchable
          selectFirstOptionOnChange
          required
          withAsterisk={false}
          openOnFocus={false}
          data-autofocus={chosen === '' || undefined}
          nothingFoundMessage={t('common.nothingFound')}
        />
        {chosen && open.isPending && <Waiting columns={2} label={t('billing.payment.invoices')} />}
        {chosen && open.data && <PaymentForm key={chosen} customer={chosen} invoices={open.data} only={invoice} onClose={onClose} onDone={onDone} />}
      </div>
    </Dialog>
  );
}

type FormProps = { readonly customer: string; readonly invoices: readonly Invoice[]; readonly only?: string; readonly onClose: () => void; readonly onDone: (id: string) => void };

function PaymentForm({ customer, invoices, only, onClose, onDone }: FormProps) {
  const { organization } = useSession();
  const queries = useQueryClient();
  const first = invoices.find((one) => one.invoice_id === only);
  const currencies = [...new Set([...(first ? [first.currency] : []), ...invoices.map((one) => one.currency), organization.base_currency])];
  const initial: Record<string, string | boolean> = {
    amount: typedAmount(first?.open.amount ?? ''),
    currency: currencies[0] ?? organization.base_currency,
    received_on: today(),
    reference: first?.number ?? '',
    byHand: first !== undefined,
    ...Object.fromEntries(invoices.map((one) => [partName(one.invoice_id), one === first ? typedAmount(one.open.amount) : ''])),
  };
  const form = useForm({
    name: `billing.payment.new.${customer}.${only ?? ''}`,
    initial,
    pointers: { currency: '/amount/currency' },
    validate: (values) => {
      const currency = String(values.currency);
      // Suggested parts are the service's own; what is left in the fields behind them is not sent.
      const parts = values.byHand ? typed(values) : [];
      return {
        amount: refusal(String(values.amount), currency),
        received_on: values.received_on ? undefined : t('common.form.required'),
        ...Object.fromEntries(parts.map(([id, part]) => [partName(id), partRefusal(part, currency)])),
      };
    },
    submit: async (values, key) => {
      const currency = String(values.currency);
      const parts = typed(values).flatMap(([invoice_id, part]) => {
        const amount = amountOf(part);
        return amount === null || isZero({ amount, currency }) ? [] : [{ invoice_id, amount: { amount, currency } }];
      });
      if (values.byHand) refuseOver(amountOf(String(values.amount)) ?? '0', currency, typed(values).map(([, part]) => part));
      return receivePayment(
        {
          customer_id: customer,
          amount: { amount: amountOf(String(values.amount)) ?? '', currency },
          received_on: String(values.received_on),
          reference: String(values.reference).trim() || null,
          ...(values.byHand ? { applications: parts } : {}),
        },
        key,
      );
    },
    onDone: ({ value }) => {
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      toast.done(isZero(value.unapplied) ? t('billing.payment.made', { amount: money(value.amount, 'exact') }) : t('billing.payment.madeCredit', { amount: money(value.amount, 'exact'), credit: money(value.unapplied, 'exact') }));
      onDone(value.payment_id);
    },
  });
  const currency = String(form.values.currency);
  const shown = dueFirst(invoices.filter((one) => one.currency === currency));
  const typed = (values: Record<string, string | boolean>) =>
    invoices.filter((one) => one.currency === values.currency).map((one) => [one.invoice_id, String(values[partName(one.invoice_id)] ?? '')] as const);
  const amount = amountOf(String(form.values.amount));
  const byHand = form.values.byHand === true;
  const suggested = amount === null ? new Map<string, string>() : suggest(amount, currency, shown);
  const parts = byHand ? typed(form.values).map(([, part]) => part) : [...suggested.values()];
  return (
    <FormFrame form={form} submitLabel={t('billing.payment.register')} onCancel={onClose}>
      <AmountField form={form as never} name={'amount' as never} label={t('billing.payment.amount')} currency={currency} required autoFocus />
      {currencies.length > 1 && <ChoiceField form={form as never} name={'currency' as never} label={t('billing.currency')} options={currencies.map((value) => ({ value, label: value }))} />}
      <DayField form={form as never} name={'received_on' as never} label={t('billing.payment.received')} required />
      <TextField form={form as never} name={'reference' as never} label={t('billing.payment.reference')} hint={t('billing.payment.referenceHint')} />
      {shown.length > 0 && <CheckField form={form as never} name={'byHand' as never} label={t('billing.payment.byHand')} hint={t('billing.payment.byHandHint')} />}
      <Parts form={form} invoices={shown} editable={byHand} suggested={suggested} sum={addUp(amount ?? '0', currency, parts)} />
    </FormFrame>
  );
}
