import { useQueryClient } from '@tanstack/react-query';
import { addressLine } from '../../api/address.ts';
import { money, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { memberName } from '../../ui/meeting.tsx';
import { whole } from '../parts/custom.ts';
import { useRecord } from '../parts/useRecord.ts';
import { updateAccount } from './change.ts';
import { fetchAccount, type Account } from './queries.ts';

export type AccountField = 'name' | 'country' | 'tax_number' | 'website' | 'additional_websites' | 'phone' | 'address' | 'industry' | 'employees' | 'founded_year' | 'annual_revenue' | 'owner_id' | 'parent_id' | 'price_list_id' | 'tags' | 'custom';

export function accountLabel(field: string): string {
  const labels: Record<AccountField, string> = {
    name: t('crm.deal.name'),
    country: t('crm.account.country'),
    tax_number: t('crm.account.taxNumber'),
    website: t('crm.account.website'),
    additional_websites: t('crm.further.websites'),
    phone: t('crm.contact.phone'),
    address: t('crm.account.address'),
    industry: t('crm.account.industry'),
    employees: t('crm.account.employees'),
    founded_year: t('crm.account.founded'),
    annual_revenue: t('crm.account.revenue'),
    owner_id: t('crm.owner'),
    parent_id: t('crm.account.parent'),
    price_list_id: t('crm.priceList'),
    tags: t('crm.settings.tags'),
    custom: t('crm.settings.fields'),
  };
  return labels[field as AccountField] ?? field;
}

/** A value of a field, as a person reads it. */
export function accountShown(field: string, value: unknown): string {
  if (field === 'annual_revenue') return money(value as Money);
  if (field === 'country') return countryName(String(value));
  if (field === 'address') return addressLine(value as NonNullable<Account['address']>);
  if (field === 'owner_id') return memberName(String(value));
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Changing accounts in place. */
export function useAccount() {
  const queries = useQueryClient();
  return useRecord<Account>({
    plural: 'accounts',
    title: t('names.crm.account'),
    id: (row) => row.account_id,
    name: (row) => row.name,
    label: accountLabel,
    show: accountShown,
    send: (id, patch, etag, key) => updateAccount(id, patch.custom ? { ...patch, custom: whole(queries, 'account', patch.custom) } : patch, etag, key),
    fetch: (id) => fetchAccount(id),
  });
}
