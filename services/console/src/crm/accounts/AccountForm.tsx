import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema, Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { typedAmount } from '../../i18n/parse.ts';
import { countries } from '../../i18n/places.ts';
import { useSession } from '../../shell/session.ts';
import { lazyPart } from '../../shell/lazy.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, ChoiceField, FormFrame, PickField, TextField, useForm } from '../../ui/form/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { useOpened } from '../../ui/useOpened.ts';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { askedErrors, AskedFields, askedInitial, askedPointers, askedValues, useAsked } from '../parts/Asked.tsx';
import type { Field } from '../settings/queries.ts';
import { accountsNamed } from './named.ts';
import { createAccount, updateAccount } from './change.ts';
import { accountQuery, fetchAccount, type Account } from './queries.ts';
import { accountLabel, accountShown } from './useAccount.ts';

const DuplicateHint = lazyPart('leads', () => import('../duplicates/Hint.tsx'), 'DuplicateHint');

type Props = {
  /** The account to change; a new one without it. */
  readonly shown?: Versioned<Account>;
  readonly onClose: () => void;
  readonly onDone: (account: Account) => void;
};
const whole = (typed: string) => (typed.trim() === '' ? null : Number(typed.replaceAll(/[\s\u00a0]/g, '')));

/** A company: its name is enough, the rest may follow. */
export function AccountForm(props: Props) {
  const asked = useAsked('account');
  // An account that is there has what it was asked for then; its page changes the rest in place.
  return asked ? <Loaded {...props} asked={props.shown ? [] : asked} /> : null;
}

function Loaded({ shown: now, asked, onClose, onDone }: Props & { readonly asked: readonly Field[] }) {
  const shown = useOpened(now);
  const queries = useQueryClient();
  const { organization, member_id } = useSession();
  const old = shown?.value;
  const currency = old?.annual_revenue?.currency ?? organization.base_currency;
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const accounts = useQuery(accountsNamed(name));
  const { data: members } = useQuery(membersQuery);
  const form = useForm({
    name: `crm.account.${old?.account_id ?? 'new'}`,
    initial: {
      name: old?.name ?? '',
      country: old?.country ?? (old ? '' : organization.country),
      tax_number: old?.tax_number ?? '',
      website: old?.website ?? '',
      phone: old?.phone ?? '',
      street: old?.address?.street ?? '',
      postal_code: old?.address?.postal_code ?? '',
      city: old?.address?.city ?? '',
      region: old?.address?.region ?? '',
      industry: old?.industry ?? '',
      employees: old?.employees?.toString() ?? '',
      founded_year: old?.founded_year?.toString() ?? '',
      annual_revenue: typedAmount(old?.annual_revenue?.amount ?? ''),
      owner_id: old ? (old.owner_id ?? '') : (member_id ?? ''),
      parent_id: old?.parent_id ?? '',
      ...askedInitial(asked),
    },
    pointers: { ...askedPointers(asked), street: '/address/street', postal_code: '/address/postal_code', city: '/address/city', region: '/address/region' },
    validate: (values) => ({
      ...askedErrors(asked, values),
      name: values.name.trim() ? undefined : t('common.form.required'),
      employees: Number.isInteger(whole(values.employees) ?? 0) ? undefined : t('crm.account.wholeNumber'),
      founded_year: values.founded_year.trim() === '' || /^\d{4}$/.test(values.founded_year.trim()) ? undefined : t('crm.account.yearWrong'),
      annual_revenue: values.annual_revenue && amountOf(values.annual_revenue) === null ? t('common.inline.amount') : undefined,
    }),
    submit: (values, key): Promise<Versioned<Account> | null> => {
      const revenue = amountOf(values.annual_revenue);
      const address = { street: values.street.trim() || null, postal_code: values.postal_code.trim() || null, city: values.city.trim() || null, region: values.region.trim() || null };
      const body = {
        name: values.name.trim(),
        country: values.country || null,
        tax_number: values.tax_number.trim() || null,
        website: values.website.trim() || null,
        phone: values.phone.trim() || null,
        address: Object.values(address).some(Boolean) ? address : null,
        industry: values.industry.trim() || null,
        employees: whole(values.employees),
        founded_year: whole(values.founded_year),
        annual_revenue: revenue === null ? null : { amount: revenue, currency },
        owner_id: values.owner_id || null,
        parent_id: values.parent_id || null,
      } satisfies Schema<'CreateAccount'>;
      if (!shown) return createAccount({ ...body, custom: askedValues(asked, values) }, key);
      const { account_id: id, name: title } = shown.value;
      const nameOf = (account: string) => queries.getQueryData(accountQuery(account).queryKey)?.value.name ?? t('names.crm.account');
      return meeting.save<Account, Versioned<Account>>({
        service: 'crm',
        id,
        title,
        fields: Object.fromEntries(Object.keys(body).map((field) => [field, { label: accountLabel(field), show: (value: unknown) => (field === 'parent_id' ? nameOf(String(value)) : accountShown(field, value)) }])),
        base: shown,
        key,
        patch: body,
        send: (patch, etag, sent) => updateAccount(id, patch, etag, sent),
        fetch: async () => {
          const theirs = await fetchAccount(id);
          // What belongs to whom is told by name.
          const parents = [theirs.value.parent_id, body.parent_id].filter((one) => typeof one === 'string');
          await Promise.all(parents.map((one) => queries.ensureQueryData(accountQuery(one)).catch(() => undefined)));
          return theirs;
        },
      });
    },
    onDone: (saved) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'accounts'] });
      if (!saved) return onClose();
      toast.done(t(old ? 'crm.deal.saved' : 'crm.made', { name: saved.value.name }));
      onDone(saved.value);
    },
  });
  return (
    <Dialog title={old ? t('crm.edit', { name: old.name }) : t('names.crm.account.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={old ? t('common.save') : t('crm.account.make')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.account.name')} required autoFocus />
        {!old && (
          <DuplicateHint kind="account" known={{ company: form.values.name.trim(), website: form.values.website.trim(), tax_number: form.values.tax_number.trim(), phone: form.values.phone.trim() }} />
        )}
        <ChoiceField form={form} name="country" label={accountLabel('country')} options={countries()} clearable />
        <TextField form={form} name="street" label={t('crm.account.street')} />
        <TextField form={form} name="postal_code" label={t('crm.account.postalCode')} />
        <TextField form={form} name="city" label={t('crm.account.city')} />
        <TextField form={form} name="region" label={t('crm.account.region')} />
        <TextField form={form} name="phone" label={accountLabel('phone')} />
        <TextField form={form} name="tax_number" label={accountLabel('tax_number')} hint={t('crm.account.taxHint')} />
        <TextField form={form} name="website" label={accountLabel('website')} />
        <TextField form={form} name="industry" label={accountLabel('industry')} />
        <TextField form={form} name="employees" label={accountLabel('employees')} />
        <AmountField form={form} name="annual_revenue" label={accountLabel('annual_revenue')} currency={currency} />
        <TextField form={form} name="founded_year" label={accountLabel('founded_year')} />
        <ChoiceField form={form} name="owner_id" label={accountLabel('owner_id')} options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))} clearable />
        <PickField
          form={form}
          name="parent_id"
          label={accountLabel('parent_id')}
          options={(accounts.data ?? []).filter((one) => one.account_id !== old?.account_id).map((one) => ({ value: one.account_id, label: one.name }))}
          loading={accounts.isFetching}
          onSearch={setTyped}
        />
        <AskedFields fields={asked} form={form} />
      </FormFrame>
    </Dialog>
  );
}
