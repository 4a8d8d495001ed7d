import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { typedAmount } from '../../i18n/parse.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, CheckField, FormFrame, PickField, TextField, useForm, type Form } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { contactsQuery } from '../contacts/queries.ts';
import { accountsNamed } from '../accounts/named.ts';
import { useList } from '../../ui/useList.ts';
import { OwnField, ownValue, typedElsewhere } from '../parts/OwnField.tsx';
import { fieldsQuery, type Field, type FieldRecord } from '../settings/queries.ts';
import { Candidates } from './Candidates.tsx';
import css from './leads.module.css';
import { convertLead, duplicatesOf, type Candidate, type Lead } from './queries.ts';
import { useLeads } from './useLeads.ts';

type Props = { readonly lead: Lead; readonly onClose: () => void };
type Made = Exclude<FieldRecord, 'lead'>;
type Asked = Readonly<Record<Made, readonly Field[]>> & { readonly lead: readonly Field[] };

/** Making an account, a contact and a deal of a lead: each a new one, or one that is known already. */
export function ConvertDialog(props: Props) {
  const account = useQuery(fieldsQuery('account')).data;
  const contact = useQuery(fieldsQuery('contact')).data;
  const deal = useQuery(fieldsQuery('deal')).data;
  const lead = useQuery(fieldsQuery('lead')).data;
  if (!account || !contact || !deal || !lead) return null;
  const required = (fields: readonly Field[]) => fields.filter((field) => field.required && !field.archived);
  return <Loaded {...props} asked={{ account: required(account), contact: required(contact), deal: required(deal), lead }} />;
}

/** Where the service expects the values of each record. */
const places: Readonly<Record<Made, string>> = { account: '/account_custom', contact: '/contact_custom', deal: '/deal/custom' };

function Loaded({ lead, onClose, asked }: Props & { readonly asked: Asked }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { organization } = useSession();
  const { settle } = useLeads();
  const currency = lead.estimated_value?.currency ?? organization.base_currency;
  const { data: known = [] } = useQuery(duplicatesOf(lead.lead_id));
  const candidates = known.filter((one) => one.kind !== 'lead');
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [accountTyped, setAccountTyped] = useState('');
  const [contactTyped, setContactTyped] = useState('');
  const [accountName] = useDebouncedValue(accountTyped, 200);
  const [contactName] = useDebouncedValue(contactTyped, 200);
  const accounts = useQuery(accountsNamed(accountName));
  const contacts = useList(contactsQuery({ name: contactName || undefined } as { name?: string }));
  const all = (['account', 'contact', 'deal'] as const).flatMap((record) => asked[record].map((field) => ({ record, field })));
  const form = useForm({
    name: `crm.lead.convert.${lead.lead_id}`,
    initial: {
      account_id: '',
      account_name: lead.company ?? lead.name,
      contact_id: '',
      deal: true,
      deal_name: lead.company ?? lead.name,
      deal_value: typedAmount(lead.estimated_value?.amount ?? ''),
      ...Object.fromEntries(all.map(({ field }) => [field.field_id, typedElsewhere(field, asked.lead, lead.custom)])),
    },
    pointers: { deal_name: '/deal/name', deal_value: '/deal/value', ...Object.fromEntries(all.map(({ record, field }) => [field.field_id, `${places[record]}/${field.field_id}`])) },
    validate: (values) => ({
      ...Object.fromEntries(all.filter(({ record }) => isNew(record, values)).map(({ field }) => [field.field_id, typed(values, field).trim() ? undefined : t('common.form.required')])),
      account_name: values.account_id || values.account_name.trim() ? undefined : t('common.form.required'),
      deal_name: !values.deal || values.deal_name.trim() ? undefined : t('common.form.required'),
      deal_value: values.deal && values.deal_value && amountOf(values.deal_value) === null ? t('common.inline.amount') : undefined,
    }),
    submit: (values, key) => {
      const amount = amountOf(values.deal_value);
      const custom = (record: Made) => (isNew(record, values) ? Object.fromEntries(asked[record].flatMap((field) => ownValue(field, typed(values, field)))) : {});
      const body = {
        account_id: values.account_id || null,
        account_name: values.account_id ? null : values.account_name.trim(),
        account_custom: custom('account'),
        contact_id: values.contact_id || null,
        contact_custom: custom('contact'),
        deal: values.deal ? { name: values.deal_name.trim(), value: amount === null ? null : { amount, currency }, custom: custom('deal') } : null,
      } satisfies Schema<'ConvertLead'>;
      return convertLead(lead, body, key);
    },
    onDone: (answer) => {
      settle(answer);
      for (const kind of ['accounts', 'contacts', 'deals']) void queries.invalidateQueries({ queryKey: ['crm', kind] });
      toast.done(t('leads.convert.done', { name: lead.name }));
      onClose();
      const { deal_id, account_id } = answer.value;
      if (deal_id) void navigate({ to: '/crm/deals/$id', params: { id: deal_id } });
      else if (account_id) void navigate({ to: '/crm/accounts/$id', params: { id: account_id } });
    },
  });
  const use = (one: Candidate) => {
    setChosen((before) => ({ ...before, [one.kind]: one.name }));
    form.set(one.kind === 'account' ? { account_id: one.id } : { contact_id: one.id });
  };
  const own = (record: Made) => asked[record].map((field) => <OwnField key={field.field_id} field={field} form={form as unknown as Form<Record<string, string>>} />);
  return (
    <Dialog title={t('leads.convert.title', { name: lead.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('leads.convert.do')} onCancel={onClose}>
        {candidates.length > 0 && (
          <div>
            <p className={css.tell}>{t('leads.convert.known')}</p>
            <Candidates
              items={candidates}
              action={(one) => (
                <Button className={css.use} size="compact-sm" variant="default" onClick={() => use(one)}>
                  {t('leads.convert.use', { name: one.name })}
                </Button>
              )}
            />
          </div>
        )}
        <PickField
          key={`account-${chosen.account ?? ''}`}
          form={form}
          name="account_id"
          label={t('leads.convert.account')}
          hint={t('leads.convert.accountHint')}
          chosen={chosen.account ?? ''}
          options={(accounts.data ?? []).map((one) => ({ value: one.account_id, label: one.name }))}
          loading={accounts.isFetching}
          onSearch={setAccountTyped}
        />
        {!form.values.account_id && <TextField form={form} name="account_name" label={t('leads.convert.accountName')} required />}
        {!form.values.account_id && own('account')}
        <PickField
          key={`contact-${chosen.contact ?? ''}`}
          form={form}
          name="contact_id"
          label={t('leads.convert.contact')}
          hint={t('leads.convert.contactHint')}
          chosen={chosen.contact ?? ''}
          options={contacts.rows.map((one) => ({ value: one.contact_id, label: one.name }))}
          loading={contacts.loading}
          onSearch={setContactTyped}
        />
        {!form.values.contact_id && own('contact')}
        <CheckField form={form} name="deal" label={t('leads.convert.deal')} />
        {form.values.deal && (
          <>
            <TextField form={form} name="deal_name" label={t('leads.convert.dealName')} required />
            <AmountField form={form} name="deal_value" label={t('leads.convert.dealValue')} currency={currency} />
            {own('deal')}
          </>
        )}
      </FormFrame>
    </Dialog>
  );
}

type Entered = { readonly account_id: string; readonly contact_id: string; readonly deal: boolean };

/** Whether a record is made anew, so that it is asked for what the organisation requires. */
function isNew(record: Made, values: Entered): boolean {
  if (record === 'deal') return values.deal;
  return record === 'account' ? !values.account_id : !values.contact_id;
}

const typed = (values: object, field: Field) => String((values as Readonly<Record<string, unknown>>)[field.field_id] ?? '');
