import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { date, isZero, minor, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { typedAmount } from '../../i18n/parse.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { amountOf, FormFrame, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { invoiceKeys, openInvoicesQuery, type Invoice } from '../invoices/queries.ts';
import { addUp, dueFirst, suggest } from './allocate.ts';
import { Parts, partName, refuseOver } from './Parts.tsx';
import { partRefusal } from './payable.ts';
import { applyPayment } from './change.ts';
import { paymentQuery, type Payment } from './queries.ts';

type Props = { readonly payment: Versioned<Payment>; readonly onClose: () => void };

/** What is left of a payment pays invoices that came later, or were left open. */
export function ApplyCredit({ payment, onClose }: Props) {
  const { data } = useQuery(openInvoicesQuery(payment.value.customer_id));
  const invoices = data && dueFirst(data.filter((one) => one.currency === payment.value.amount.currency));
  return (
    <Dialog onClose={onClose} title={t('billing.payment.apply')} size={520}>
      {invoices ? <CreditForm payment={payment} invoices={invoices} onClose={onClose} /> : <Waiting columns={2} label={t('billing.payment.invoices')} />}
    </Dialog>
  );
}

function CreditForm({ payment, invoices, onClose }: Props & { readonly invoices: readonly Invoice[] }) {
  const { value } = payment;
  const queries = useQueryClient();
  const { amount, currency } = value.unapplied;
  const suggested = suggest(amount, currency, invoices);
  const parts = (values: Record<string, string | boolean>) => invoices.map((one) => [one.invoice_id, String(values[partName(one.invoice_id)] ?? '')] as const);
  const initial: Record<string, string | boolean> = Object.fromEntries(invoices.map((one) => [partName(one.invoice_id), typedAmount(suggested.get(one.invoice_id) ?? '')]));
  const form = useForm({
    name: `billing.payment.apply.${value.payment_id}`,
    initial,
    validate: (values) => Object.fromEntries(parts(values).map(([id, part]) => [partName(id), partRefusal(part, currency)])),
    submit: async (values, key) => {
      refuseOver(amount, currency, parts(values).map(([, part]) => part));
      const applications = parts(values).flatMap(([invoice_id, part]) => {
        const paid = amountOf(part);
        return paid === null || isZero({ amount: paid, currency }) ? [] : [{ invoice_id, amount: { amount: paid, currency } }];
      });
      const sum = addUp(amount, currency, parts(values).map(([, part]) => part));
      return meeting.act<Payment, Versioned<Payment>>({
        service: 'billing',
        id: value.payment_id,
        title: t('billing.payment.on', { day: date(value.received_on) }),
        fields: {
          unapplied: { label: t('billing.credit'), show: (left) => money(left, 'exact') },
          applications: { label: t('billing.payment.pays'), show: (all) => all.map((one) => money(one.amount, 'exact')).join(' + ') },
        },
        base: payment,
        label: t('billing.payment.apply'),
        // What is typed can be used as long as that much is left.
        can: (now) => minor(now.unapplied.amount) >= minor(sum.applied.amount),
        key,
        send: (etag, sent) => applyPayment(value.payment_id, applications, etag, sent),
        fetch: () => queries.fetchQuery({ ...paymentQuery(value.payment_id), staleTime: 0 }),
      });
    },
    onDone: (applied) => {
      if (!applied) {
        // What is left by now stands above the parts, and they can be typed anew; without any there is nothing to type.
        const now = queries.getQueryData(paymentQuery(value.payment_id).queryKey);
        if (now && isZero(now.value.unapplied)) onClose();
        return;
      }
      queries.setQueryData(paymentQuery(value.payment_id).queryKey, applied);
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      toast.done(t('billing.payment.applied', { amount: money(applied.value.unapplied, 'exact') }));
      onClose();
    },
  });
  return (
    <>
      <FormFrame form={form} submitLabel={t('billing.payment.apply')} onCancel={onClose}>
        <p>{t('billing.payment.creditOf', { amount: money(value.unapplied, 'exact') })}</p>
        <Parts form={form} invoices={invoices} editable suggested={suggested} sum={addUp(amount, currency, parts(form.values).map(([, part]) => part))} />
      </FormFrame>
    </>
  );
}
