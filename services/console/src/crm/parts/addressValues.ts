/* A postal address between what a record says and what is typed. */
import type { Schema } from '../../api/client.ts';

type Address = Schema<'PostalAddress'>;
export type AddressValues = { country: string; street: string; postal_code: string; city: string; region: string };

export const addressPointers = { street: '/address/street', postal_code: '/address/postal_code', city: '/address/city', region: '/address/region' };

export const addressInitial = (of: { readonly address?: Address | null; readonly country?: string | null } | undefined): AddressValues => ({
  country: of?.country ?? '',
  street: of?.address?.street ?? '',
  postal_code: of?.address?.postal_code ?? '',
  city: of?.address?.city ?? '',
  region: of?.address?.region ?? '',
});

/** What is sent: an address that says nothing is none. */
export const addressTyped = (values: AddressValues) => {
  const said = (text: string) => text.trim() || null;
  const address = { street: said(values.street), postal_code: said(values.postal_code), city: said(values.city), region: said(values.region) };
  return { address: Object.values(address).some(Boolean) ? address : null, country: values.country || null };
};
