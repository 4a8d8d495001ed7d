import { useDebouncedValue } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addressLine } from '../../api/address.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { useMay } from '../../shell/session.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Facts } from '../../ui/Page.tsx';
import { accountsNamed } from '../accounts/named.ts';
import { membersQuery } from '../deals/queries.ts';
import { InlinePick } from '../parts/InlinePick.tsx';
import { Reached } from '../parts/Reached.tsx';
import { AccountName } from './AccountName.tsx';
import type { Contact } from './queries.ts';
import { contactLabel, useContact } from './useContact.ts';
import parts from '../parts/parts.module.css';
import { soon } from '../../ui/soon.ts';

const AddressDialog = soon(() => import('./AddressDialog.tsx'), 'AddressDialog');

/** The facts of a contact, each changed in place. */
export function ContactFacts({ contact }: { readonly contact: Contact }) {
  const canWrite = useMay()('crm:contact:write');
  const { change } = useContact();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const [moving, setMoving] = useState(false);
  const address = [contact.address && addressLine(contact.address), contact.country && countryName(contact.country)].filter(Boolean).join(', ');
  const { data: members } = useQuery(membersQuery);
  const accounts = useQuery({ ...accountsNamed(name), enabled: canWrite });
  const text = (field: 'name' | 'given_name' | 'job_title') =>
    [
      contactLabel(field),
      <InlineEdit
        key={field}
        label={contactLabel(field)}
        kind="text"
        required={field === 'name'}
        disabled={!canWrite}
        value={contact[field] ?? ''}
        shown={contact[field] ?? '–'}
        onSave={(value) => change(contact, { [field]: value } as Partial<Contact>)}
      />,
    ] as const;
  return (
    <>
      <Facts
        items={[
          text('name'),
          text('given_name'),
          [
            contactLabel('account_id'),
            <InlinePick
              key="account"
              label={contactLabel('account_id')}
              disabled={!canWrite}
              value={contact.account_id ?? null}
              shown={<AccountName id={contact.account_id} />}
              options={(accounts.data ?? []).map((one) => ({ value: one.account_id, label: one.name }))}
              onSearch={setTyped}
              onSave={(account_id) => change(contact, { account_id })}
            />,
          ],
          text('job_title'),
          [
            contactLabel('email'),
            <Reached
              key="email"
              label={contactLabel('email')}
              add={t('crm.further.addEmail')}
              main={contact.email}
              others={contact.additional_emails}
              disabled={!canWrite}
              onMain={(email) => change(contact, { email })}
              onOthers={(additional_emails, email) => change(contact, { additional_emails, ...(email && { email }) })}
            />,
          ],
          [
            contactLabel('phone'),
            <Reached
              key="phone"
              label={contactLabel('phone')}
              add={t('crm.further.addPhone')}
              main={contact.phone}
              others={contact.additional_phones}
              disabled={!canWrite}
              onMain={(phone) => change(contact, { phone })}
              onOthers={(additional_phones, phone) => change(contact, { additional_phones, ...(phone && { phone }) })}
            />,
          ],
          [
            contactLabel('address'),
            <span key="address" className={parts.pick}>
              <span className={parts.picked}>{address || '–'}</span>
              {canWrite && (
                <button type="button" className={parts.pencil} aria-label={t('crm.edit', { name: contactLabel('address') })} onClick={() => setMoving(true)}>
                  <IconPencil size={14} aria-hidden />
                </button>
              )}
            </span>,
          ],
          [
            contactLabel('owner_id'),
            <InlinePick
              key="owner"
              label={contactLabel('owner_id')}
              disabled={!canWrite}
              value={contact.owner_id ?? null}
              shown={members?.find((one) => one.member_id === contact.owner_id)?.name ?? '–'}
              options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))}
              onSave={(owner_id) => change(contact, { owner_id })}
            />,
          ],
        ]}
      />
      {moving && <AddressDialog contact={contact} onSave={(patch) => change(contact, patch)} onClose={() => setMoving(false)} />}
    </>
  );
}
