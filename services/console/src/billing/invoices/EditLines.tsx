import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Schema, Versioned } from '../../api/client.ts';
import { money, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import css from '../billing.module.css';
import { draftOf, lineField, type Draft } from './about.tsx';
import { fieldName, freeSlot, initialValues, linesOf, orderOf, pointerOf, unreadable, type DraftValues } from './draftForm.ts';
import { rewriteDraft } from './change.ts';
import { invoiceKeys, invoiceQuery, type Invoice } from './queries.ts';
import { lineNet } from './state.ts';

/** The lines of a draft. Work keeps the price that was agreed; taken off, it waits to be billed again. */
export function EditLines({ invoice, onClose }: { readonly invoice: Versioned<Invoice>; readonly onClose: () => void }) {
  const queries = useQueryClient();
  // What the form began with: what somebody else changed meanwhile is brought together with it or asked about when it is saved.
  const { current: base } = useRef(invoice);
  const { value } = base;
  const order = useRef<readonly number[]>([]);
  const form = useForm<DraftValues, Versioned<Invoice> | null>({
    name: `billing.draft.${value.invoice_id}`,
    initial: initialValues(value),
    pointers: new Proxy({}, { get: (_, name) => pointerOf(String(name), order.current) }),
    validate: (values) => Object.fromEntries(Object.entries(unreadable(values)).map(([name, wrong]) => [name, wrong === 'required' ? t('common.form.required') : t('common.inline.amount')])),
    submit: (values, key) =>
      meeting.save<Draft, Versioned<Invoice>>({
        service: 'billing',
        id: value.invoice_id,
        title: `${t('billing.invoice.draft')}, ${value.customer_name}`,
        fields: { lines: lineField() },
        base: { value: draftOf(value), etag: base.etag },
        key,
        patch: { lines: linesOf(values, value) },
        merge: async () => ({ lines: (await import('../../api/merge.ts')).mergeLists<Schema<'DraftLine'>>({ id: (line) => line.invoice_line_id, anew: (line) => ({ ...line, invoice_line_id: null }) }) }),
        send: (patch, etag, sent) => rewriteDraft(value.invoice_id, [...(patch.lines ?? [])], etag, sent),
        fetch: async () => {
          const now = await queries.fetchQuery({ ...invoiceQuery(value.invoice_id), staleTime: 0 });
          return { value: draftOf(now.value), etag: now.etag };
        },
      }),
    onDone: (saved) => {
      if (saved) {
        queries.setQueryData(invoiceQuery(value.invoice_id).queryKey, saved);
        toast.done(t('billing.invoice.saved', { name: value.customer_name }));
      }
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      onClose();
    },
  });
  const slots = orderOf(form.values);
  order.current = slots;
  const net = (slot: number) => {
    const quantity = parseAmount(form.values[fieldName(slot, 'quantity')] ?? '');
    const price = parseAmount(form.values[fieldName(slot, 'price')] ?? '');
    return quantity === null || price === null ? null : { amount: lineNet(quantity, price), currency: value.currency };
  };
  const [total] = sums(slots.flatMap((slot) => net(slot) ?? []));
  const free = freeSlot(form.values, value);
  return (
    <Dialog onClose={onClose} title={t('billing.invoice.edit')} size={840}>
      <div className={css.wideForm}>
        <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
          {slots.map((slot, index) => {
            const line = value.lines[slot];
            const work = line?.billable_item_id ? line : undefined;
            return (
              <div key={slot} className={css.editLine} role="group" aria-label={t('billing.lineNo', { number: index + 1 })}>
                <TextField form={form} name={fieldName(slot, 'description')} label={t('billing.line')} required />
                {work ? (
                  <p className={css.sub} data-work>
                    {work.quantity} × {money(work.unit_price, 'exact')}
                  </p>
                ) : (
                  <>
                    <TextField form={form} name={fieldName(slot, 'quantity')} label={t('billing.quantity')} required />
                    <TextField form={form} name={fieldName(slot, 'price')} label={`${t('billing.unitPrice')} (${value.currency})`} required />
                  </>
                )}
                <TextField form={form} name={fieldName(slot, 'vat')} label={t('billing.vatRate')} required />
                <ActionIcon variant="subtle" aria-label={t('billing.invoice.removeLine', { number: index + 1 })} onClick={() => form.set({ order: slots.filter((one) => one !== slot).join() })}>
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </div>
            );
          })}
          <div className={css.actions}>
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} disabled={free === undefined} onClick={() => form.set({ order: [...slots, free].join() })}>
              {t('billing.invoice.addLine')}
            </Button>
            <span className={css.sub}>{total && t('billing.invoice.netPreview', { amount: money(total, 'exact') })}</span>
          </div>
        </FormFrame>
      </div>
    </Dialog>
  );
}
