import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { AmountField, amountOf, DayField, FormFrame, PickField, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { accountsNamed } from '../accounts/named.ts';
import { askedErrors, AskedFields, askedInitial, askedPointers, askedValues, useAsked } from '../parts/Asked.tsx';
import type { Field } from '../settings/queries.ts';
import { openDeal } from './save.ts';
import { Dialog } from '../../ui/Dialog.tsx';

type Props = {
  /** Who would buy, when that is clear already. */
  readonly account?: { readonly account_id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onOpened: (id: string) => void;
};

/** A deal needs its name; everything else may follow later. */
export function NewDeal(props: Props) {
  const asked = useAsked('deal');
  return asked ? <Loaded {...props} asked={asked} /> : null;
}

function Loaded({ account, asked, onClose, onOpened }: Props & { readonly asked: readonly Field[] }) {
  const { organization } = useSession();
  const queries = useQueryClient();
  const currency = organization.base_currency;
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const accounts = useQuery(accountsNamed(name));
  const form = useForm({
    name: account ? `crm.deal.new.${account.account_id}` : 'crm.deal.new',
    initial: { name: '', account_id: account?.account_id ?? '', value: '', expected_close_on: '', ...askedInitial(asked) },
    pointers: askedPointers(asked),
    validate: (values) => ({
      ...askedErrors(asked, values),
      name: values.name.trim() ? undefined : t('common.form.required'),
      value: values.value && amountOf(values.value) === null ? t('common.inline.amount') : undefined,
    }),
    submit: (values, key) => {
      const amount = amountOf(values.value);
      const body = {
        name: values.name.trim(),
        account_id: values.account_id || null,
        expected_close_on: values.expected_close_on || null,
        value: amount === null ? null : { amount, currency },
        custom: askedValues(asked, values),
      } satisfies Schema<'OpenDeal'>;
      return openDeal(body, key);
    },
    onDone: ({ value }) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
      toast.done(t('crm.deal.made', { name: value.name }));
      onOpened(value.deal_id);
    },
  });
  return (
    <Dialog onClose={onClose} title={t('names.crm.deal.new')}>
      <FormFrame form={form} submitLabel={t('crm.deal.make')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.deal.name')} required autoFocus />
        <PickField
          form={form}
          name="account_id"
          label={t('names.crm.account')}
          hint={t('crm.deal.accountHint')}
          chosen={account?.name}
          options={accounts.data?.map((one) => ({ value: one.account_id, label: one.name })) ?? []}
          loading={accounts.isFetching}
          onSearch={setTyped}
        />
        <AmountField form={form} name="value" label={t('crm.deal.value')} currency={currency} />
        <DayField form={form} name="expected_close_on" label={t('crm.deal.expectedClose')} />
        <AskedFields fields={asked} form={form} />
      </FormFrame>
    </Dialog>
  );
}
