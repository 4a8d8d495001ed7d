import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import css from '../billing.module.css';
import { aboutInvoice } from './about.tsx';
import { discardInvoice } from './change.ts';
import { invoiceKeys, invoiceQuery, type Invoice } from './queries.ts';

/** A discarded draft does not come back; its work does. */
export function DiscardDialog({ invoice, onClose }: { readonly invoice: Versioned<Invoice>; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { value } = invoice;
  const work = value.lines.filter((line) => line.billable_item_id).length;
  const form = useForm({
    name: `billing.discard.${value.invoice_id}`,
    initial: {},
    submit: (_, key) =>
      meeting.act({
        ...aboutInvoice(queries, invoice),
        label: t('billing.invoice.discard'),
        can: (now) => now.status === 'draft',
        key,
        send: (etag, sent) => discardInvoice(value.invoice_id, etag, sent),
      }),
    onDone: (discarded) => {
      if (discarded) {
        queries.setQueryData(invoiceQuery(value.invoice_id).queryKey, discarded);
        toast.done(t('billing.invoice.discardDone', { name: value.customer_name }));
      }
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      onClose();
    },
  });
  return (
    <>
      <Dialog onClose={onClose} title={t('billing.invoice.discard')}>
        <FormFrame form={form} danger submitLabel={t('billing.invoice.discard')} onCancel={onClose}>
          <p className={css.sub}>{t('billing.invoice.discardWhat')} {work > 0 && t('billing.invoice.discardWork', { count: work })}</p>
        </FormFrame>
      </Dialog>
    </>
  );
}
