import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField, FormFrame, PickField, TextField, useForm } from '../../ui/form/index.ts';
import { contactsNamed } from '../contacts/named.ts';
import { contactsOf } from '../contacts/queries.ts';
import { useOpened } from '../../ui/useOpened.ts';
import type { DealDetails } from '../deals/queries.ts';
import { roles } from '../settings/stages.ts';
import type { DealEdit } from './edit.ts';

type Props = { readonly deal: DealDetails; readonly change: (patch: Partial<DealEdit>) => Promise<void>; readonly onClose: () => void; readonly role?: string };

/** Somebody of the client, and what they are in the deal. People of the account are offered first. */
export function AddPerson({ onClose, role = 'decision_maker', ...now }: Props) {
  const { deal, change } = useOpened(now);
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const own = useQuery({ ...contactsOf(deal.account_id ?? ''), enabled: Boolean(deal.account_id) && name === '' });
  const found = useQuery({ ...contactsNamed(name), enabled: name !== '' || !deal.account_id });
  const options = (name === '' && deal.account_id ? own.data : found.data) ?? [];
  const form = useForm({
    name: `crm.deal.person.${deal.deal_id}`,
    initial: { contact_id: '', role },
    pointers: { contact_id: `/contacts/${deal.contacts?.length ?? 0}/contact_id`, role: `/contacts/${deal.contacts?.length ?? 0}` },
    validate: (values) => ({ contact_id: values.contact_id ? undefined : t('common.form.required') }),
    submit: (values) => {
      const chosen = roles.find((one) => one === values.role) ?? 'other';
      return change({ contacts: [...(deal.contacts ?? []), { contact_id: values.contact_id, role: chosen }] });
    },
    onDone: onClose,
  });
  return (
    <Dialog title={t('crm.people.add')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <PickField form={form} name="contact_id" label={t('names.crm.contact')} required autoFocus options={options.map((one) => ({ value: one.contact_id, label: one.name }))} onSearch={setTyped} loading={found.isFetching} />
        <ChoiceField form={form} name="role" label={t('crm.people.role')} options={roles.map((value) => ({ value, label: t(`crm.role.${value}`) }))} />
      </FormFrame>
    </Dialog>
  );
}

/** Who else offers. */
export function AddCompetitor({ onClose, ...now }: Props) {
  const { deal, change } = useOpened(now);
  const form = useForm({
    name: `crm.deal.competitor.${deal.deal_id}`,
    initial: { name: '' },
    pointers: { name: `/competitors/${deal.competitors?.length ?? 0}` },
    validate: (values) => ({ name: values.name.trim() ? undefined : t('common.form.required') }),
    submit: (values) => change({ competitors: [...(deal.competitors ?? []), values.name.trim()] }),
    onDone: onClose,
  });
  return (
    <Dialog title={t('crm.competitors.add')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.settings.name')} required autoFocus />
      </FormFrame>
    </Dialog>
  );
}
