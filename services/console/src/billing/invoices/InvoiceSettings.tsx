import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { languageNames, languages, t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { AreaField, ChoiceField, FormFrame, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { useOpened } from '../../ui/useOpened.ts';
import css from '../billing.module.css';
import { setInvoiceSettings } from './change.ts';
import { invoiceSettingsQuery, type InvoiceSettings as Settings } from './queries.ts';

/** What stands on invoices beside their lines, for those issued from now on. */
export function InvoiceSettings({ onClose }: { readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery(invoiceSettingsQuery);
  return (
    <Dialog title={t('billing.invoice.settings')} onClose={onClose}>
      {data ? (
        <Fields shown={data} onClose={onClose} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting columns={1} label={t('billing.invoice.settings')} />
      )}
    </Dialog>
  );
}

function Fields({ shown, onClose }: { readonly shown: Versioned<Settings>; readonly onClose: () => void }) {
  const base = useOpened(shown);
  const queries = useQueryClient();
  const settings = base.value;
  const form = useForm({
    name: 'billing.invoice-settings',
    initial: {
      language: settings.language as string,
      seller_details: settings.seller_details ?? '',
      payment_details: settings.payment_details ?? '',
      closing: settings.closing ?? '',
    },
    submit: (values, key) =>
      meeting.save<Settings, Versioned<Settings>>({
        service: 'billing',
        id: settings.org_id,
        title: t('billing.invoice.settings'),
        fields: {
          language: { label: t('billing.invoice.language'), show: (one) => languageNames[one] },
          seller_details: { label: t('billing.invoice.sellerDetails') },
          payment_details: { label: t('billing.invoice.paymentDetails') },
          closing: { label: t('billing.invoice.closing') },
        },
        base,
        key,
        patch: {
          language: languages.find((one) => one === values.language) ?? settings.language,
          seller_details: values.seller_details.trim() || null,
          payment_details: values.payment_details.trim() || null,
          closing: values.closing.trim() || null,
        },
        whole: true,
        send: ({ language = settings.language, seller_details = null, payment_details = null, closing = null }, etag, sent) => setInvoiceSettings({ language, seller_details, payment_details, closing }, etag, sent),
        fetch: () => queries.fetchQuery({ ...invoiceSettingsQuery, staleTime: 0 }),
      }),
    onDone: (newer) => {
      if (newer) {
        queries.setQueryData(invoiceSettingsQuery.queryKey, newer);
        toast.done(t('billing.invoice.settingsSaved'));
      }
      onClose();
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
      <p className={css.sub}>{t('billing.invoice.settingsWhat')}</p>
      <ChoiceField form={form} name="language" label={t('billing.invoice.language')} options={languages.map((value) => ({ value: value as string, label: languageNames[value] }))} />
      <AreaField form={form} name="seller_details" label={t('billing.invoice.sellerDetails')} hint={t('billing.invoice.sellerHint')} />
      <AreaField form={form} name="payment_details" label={t('billing.invoice.paymentDetails')} hint={t('billing.invoice.paymentHint')} />
      <AreaField form={form} name="closing" label={t('billing.invoice.closing')} />
    </FormFrame>
  );
}
