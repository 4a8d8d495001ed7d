import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { countries } from '../../i18n/places.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, AreaField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { askedErrors, AskedFields, askedInitial, askedPointers, askedValues, useAsked } from '../parts/Asked.tsx';
import type { Field } from '../settings/queries.ts';
import { createLead } from './queries.ts';

type Props = { readonly onClose: () => void; readonly onDone: (id: string) => void };

/** Somebody who may become a client: the name is enough. */
export function NewLead(props: Props) {
  const asked = useAsked('lead');
  return asked ? <Loaded {...props} asked={asked} /> : null;
}

function Loaded({ asked, onClose, onDone }: Props & { readonly asked: readonly Field[] }) {
  const { organization } = useSession();
  const queries = useQueryClient();
  const { data: members } = useQuery(membersQuery);
  const currency = organization.base_currency;
  const form = useForm({
    name: 'crm.lead.new',
    initial: { name: '', company: '', email: '', phone: '', job_title: '', website: '', country: '', source: '', value: '', owner_id: '', note: '', ...askedInitial(asked) },
    pointers: { source: '/origin/source', value: '/estimated_value', ...askedPointers(asked) },
    validate: (values) => ({
      ...askedErrors(asked, values),
      name: values.name.trim() ? undefined : t('common.form.required'),
      email: values.email && !/^\S+@\S+\.\S+$/.test(values.email.trim()) ? t('leads.emailWrong') : undefined,
      value: values.value && amountOf(values.value) === null ? t('common.inline.amount') : undefined,
    }),
    submit: (values, key) => {
      const amount = amountOf(values.value);
      const text = (value: string) => value.trim() || null;
      const body = {
        name: values.name.trim(),
        company: text(values.company),
        email: text(values.email),
        phone: text(values.phone),
        job_title: text(values.job_title),
        website: text(values.website),
        country: values.country || null,
        origin: { source: text(values.source) },
        estimated_value: amount === null ? null : { amount, currency },
        owner_id: values.owner_id || null,
        note: text(values.note),
        custom: askedValues(asked, values),
      } satisfies Schema<'CreateLead'>;
      return createLead(body, key);
    },
    onDone: ({ value }) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'leads'] });
      toast.done(t(value.duplicates.length > 0 ? 'leads.made.duplicates' : 'leads.made', { name: value.name }));
      onDone(value.lead_id);
    },
  });
  return (
    <Dialog title={t('leads.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('leads.new.make')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('leads.name')} required autoFocus />
        <TextField form={form} name="company" label={t('leads.company')} />
        <TextField form={form} name="email" label={t('leads.email')} type="email" hint={t('leads.new.reach')} />
        <TextField form={form} name="phone" label={t('leads.phone')} />
        <TextField form={form} name="job_title" label={t('leads.job')} />
        <TextField form={form} name="website" label={t('leads.website')} />
        <ChoiceField form={form} name="country" label={t('leads.country')} options={countries()} clearable />
        <TextField form={form} name="source" label={t('leads.source')} />
        <AmountField form={form} name="value" label={t('leads.value')} currency={currency} />
        <ChoiceField form={form} name="owner_id" label={t('leads.owner')} options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))} clearable />
        <AskedFields fields={asked} form={form} />
        <AreaField form={form} name="note" label={t('leads.note')} />
      </FormFrame>
    </Dialog>
  );
}
