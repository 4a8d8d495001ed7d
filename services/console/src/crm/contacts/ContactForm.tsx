import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { lazyPart } from '../../shell/lazy.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField, FormFrame, PickField, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { accountsNamed } from '../accounts/named.ts';
import { membersQuery } from '../deals/queries.ts';
import { AddressFields } from '../parts/AddressFields.tsx';
import { addressInitial, addressPointers, addressTyped } from '../parts/addressValues.ts';
import { askedErrors, AskedFields, askedInitial, askedPointers, askedValues, useAsked } from '../parts/Asked.tsx';
import type { Field } from '../settings/queries.ts';
import { createContact } from './change.ts';
import type { Contact } from './queries.ts';
import { contactLabel } from './useContact.ts';

const DuplicateHint = lazyPart('leads', () => import('../duplicates/Hint.tsx'), 'DuplicateHint');

type Props = {
  /** Where the person works, when that is clear already. */
  readonly account?: { readonly account_id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onDone: (contact: Contact) => void;
};

/** An address that is typed whole; half of one is looked for nowhere. */
const whole = (email: string) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? email.trim() : '');

/** A person to talk to. */
export function ContactForm(props: Props) {
  const asked = useAsked('contact');
  return asked ? <Loaded {...props} asked={asked} /> : null;
}

function Loaded({ account, asked, onClose, onDone }: Props & { readonly asked: readonly Field[] }) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const accounts = useQuery(accountsNamed(name));
  const { data: members } = useQuery(membersQuery);
  const form = useForm({
    name: `crm.contact.new.${account?.account_id ?? ''}`,
    initial: { name: '', account_id: account?.account_id ?? '', email: '', phone: '', job_title: '', ...addressInitial(undefined), owner_id: '', ...askedInitial(asked) },
    pointers: { ...askedPointers(asked), ...addressPointers },
    validate: (values) => ({
      ...askedErrors(asked, values),
      name: values.name.trim() ? undefined : t('common.form.required'),
      email: values.email && !whole(values.email) ? t('crm.contact.emailWrong') : undefined,
    }),
    submit: (values, key) => {
      const body = {
        name: values.name.trim(),
        account_id: values.account_id || null,
        email: values.email.trim() || null,
        phone: values.phone.trim() || null,
        job_title: values.job_title.trim() || null,
        ...addressTyped(values),
        owner_id: values.owner_id || null,
        custom: askedValues(asked, values),
      } satisfies Schema<'CreateContact'>;
      return createContact(body, key);
    },
    onDone: ({ value }) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'contacts'] });
      toast.done(t('crm.made', { name: value.name }));
      onDone(value);
    },
  });
  return (
    <Dialog title={t('names.crm.contact.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('crm.contact.make')} onCancel={onClose}>
        <TextField form={form} name="name" label={contactLabel('name')} required autoFocus />
        <PickField
          form={form}
          name="account_id"
          label={contactLabel('account_id')}
          chosen={account?.name}
          options={(accounts.data ?? []).map((one) => ({ value: one.account_id, label: one.name }))}
          loading={accounts.isFetching}
          onSearch={setTyped}
        />
        <TextField form={form} name="job_title" label={contactLabel('job_title')} />
        <TextField form={form} name="email" label={contactLabel('email')} type="email" />
        <TextField form={form} name="phone" label={contactLabel('phone')} />
        <AddressFields form={form} />
        <ChoiceField form={form} name="owner_id" label={contactLabel('owner_id')} options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))} clearable />
        <AskedFields fields={asked} form={form} />
        <DuplicateHint kind="contact" known={{ person: form.values.name.trim(), email: whole(form.values.email), phone: form.values.phone.trim() }} />
      </FormFrame>
    </Dialog>
  );
}
