import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import type { Customer } from '../names.ts';
import { saveTerms } from './change.ts';
import { customerQuery } from './queries.ts';

/** The payment term: changed in place, taken back by the toast. Invoices that are issued keep their due day. */
export function Terms({ customer }: { customer: Versioned<Customer> }) {
  const queries = useQueryClient();
  const may = useMay();
  const { customer_id: id, name, payment_terms_days: days } = customer.value;
  const key = customerQuery(id).queryKey;
  const save = async (next: number, base = customer): Promise<void> => {
    const saved = await meeting.save<Customer, Versioned<Customer>>({
      service: 'billing',
      id,
      title: name,
      fields: { payment_terms_days: { label: t('billing.customer.terms'), show: (count) => t('billing.days', { count }) } },
      base,
      patch: { payment_terms_days: next },
      send: (patch, etag, key) => saveTerms(id, patch.payment_terms_days ?? next, etag, key),
      fetch: () => queries.fetchQuery({ ...customerQuery(id), staleTime: 0 }),
    });
    if (!saved) return;
    queries.setQueryData(key, saved);
    void queries.invalidateQueries({ queryKey: ['billing', 'customers', 'all'] });
    toast.done(t('billing.customer.saved', { name }), () => void save(days, saved).catch(toast.failed));
  };
  return (
    <>
    <InlineEdit
      label={`${t('billing.customer.terms')}: ${name}`}
      kind="text"
      required
      disabled={!may('billing:invoice:write')}
      value={String(days)}
      shown={t('billing.days', { count: days })}
      onSave={(typed) => {
        const next = Number(typed);
        if (!/^\d{1,3}$/.test(typed ?? '')) throw new Error(t('billing.customer.termsWrong'));
        return save(next);
      }}
    />
    </>
  );
}
