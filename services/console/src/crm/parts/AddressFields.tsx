import { t } from '../../i18n/index.ts';
import { countries } from '../../i18n/places.ts';
import { ChoiceField, TextField, type Form } from '../../ui/form/index.ts';
import type { AddressValues } from './addressValues.ts';

/** Country, street, code, city and region of a postal address. */
export function AddressFields<V extends AddressValues>({ form }: { readonly form: Form<V> }) {
  const of = form as unknown as Form<AddressValues>;
  return (
    <>
      <ChoiceField form={of} name="country" label={t('crm.account.country')} options={countries()} clearable />
      <TextField form={of} name="street" label={t('crm.account.street')} />
      <TextField form={of} name="postal_code" label={t('crm.account.postalCode')} />
      <TextField form={of} name="city" label={t('crm.account.city')} />
      <TextField form={of} name="region" label={t('crm.account.region')} />
    </>
  );
}
