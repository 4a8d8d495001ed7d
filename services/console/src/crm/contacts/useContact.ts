import { useQueryClient } from '@tanstack/react-query';
import { addressLine } from '../../api/address.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { whole } from '../parts/custom.ts';
import { useRecord } from '../parts/useRecord.ts';
import { updateContact } from './change.ts';
import { fetchContact, type Contact } from './queries.ts';

type ContactField = 'name' | 'given_name' | 'account_id' | 'email' | 'additional_emails' | 'job_title' | 'phone' | 'additional_phones' | 'address' | 'country' | 'owner_id' | 'tags' | 'custom';

export function contactLabel(field: string): string {
  const labels: Record<ContactField, string> = {
    name: t('crm.contact.name'),
    given_name: t('crm.contact.givenName'),
    account_id: t('names.crm.account'),
    email: t('crm.contact.email'),
    additional_emails: t('crm.further.emails'),
    job_title: t('crm.contact.jobTitle'),
    phone: t('crm.contact.phone'),
    additional_phones: t('crm.further.phones'),
    address: t('crm.account.address'),
    country: t('crm.account.country'),
    owner_id: t('crm.owner'),
    tags: t('crm.settings.tags'),
    custom: t('crm.settings.fields'),
  };
  return labels[field as ContactField] ?? field;
}

/** Changing contacts in place. */
export function useContact() {
  const queries = useQueryClient();
  return useRecord<Contact>({
    plural: 'contacts',
    title: t('names.crm.contact'),
    id: (row) => row.contact_id,
    name: (row) => row.name,
    label: contactLabel,
    show: (field, value) => (field === 'country' ? countryName(String(value)) : field === 'address' ? addressLine(value as NonNullable<Contact['address']>) : Array.isArray(value) ? value.join(', ') : String(value)),
    send: (id, patch, etag, key) => updateContact(id, patch.custom ? { ...patch, custom: whole(queries, 'contact', patch.custom) } : patch, etag, key),
    fetch: (id) => fetchContact(id),
  });
}
