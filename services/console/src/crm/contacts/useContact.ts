import { t } from '../../i18n/index.ts';
import { useRecord } from '../parts/useRecord.ts';
import { updateContact } from './change.ts';
import { fetchContact, type Contact } from './queries.ts';

type ContactField = 'name' | 'account_id' | 'email' | 'job_title' | 'phone';

export function contactLabel(field: string): string {
  const labels: Record<ContactField, string> = {
    name: t('crm.contact.name'),
    account_id: t('names.crm.account'),
    email: t('crm.contact.email'),
    job_title: t('crm.contact.jobTitle'),
    phone: t('crm.contact.phone'),
  };
  return labels[field as ContactField] ?? field;
}

/** Changing contacts in place. */
export const useContact = () =>
  useRecord<Contact>({
    plural: 'contacts',
    title: t('names.crm.contact'),
    id: (row) => row.contact_id,
    name: (row) => row.name,
    label: contactLabel,
    show: (_field, value) => String(value),
    send: (id, patch, etag, key) => updateContact(id, patch, etag, key),
    fetch: (id) => fetchContact(id),
  });
