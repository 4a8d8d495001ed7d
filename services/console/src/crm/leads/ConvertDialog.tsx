import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { typedAmount } from '../../i18n/parse.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, CheckField, ChoiceField, DayField, FormFrame, PickField, TextField, useForm, type Form } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { contactsQuery } from '../contacts/queries.ts';
import { pipelinesQuery } from '../deals/queries.ts';
import { accountsNamed } from '../accounts/named.ts';
import { useList } from '../../ui/useList.ts';
import { OwnField, ownValue, typedElsewhere } from '../parts/OwnField.tsx';
import { fieldsQuery, type Field, type FieldRecord, type Pipeline } from '../settings/queries.ts';
import { asksOf, openPipelines, type Stage } from './convertDeal.ts';
import { Candidates } from './Candidates.tsx';
import css from './leads.module.css';
import { convertLead, duplicatesOf, isOpen, type Candidate, type Lead } from './queries.ts';
import { useLeads } from './useLeads.ts';

type Props = { readonly lead: Lead; readonly onClose: () => void };
type Made = Exclude<FieldRecord, 'lead'>;
type Asked = Readonly<Record<Made, readonly Field[]>> & { readonly lead: readonly Field[]; readonly pipelines: readonly Pipeline[] };

/** Making an account, a contact and a deal of a lead: each a new one, or one that is known already. */
export function ConvertDialog(props: Props) {
  const account = useQuery(fieldsQuery('account')).data;
  const contact = useQuery(fieldsQuery('contact')).data;
  const deal = useQuery(fieldsQuery('deal')).data;
  const lead = useQuery(fieldsQuery('lead')).data;
  const pipelines = useQuery(pipelinesQuery).data;
  if (!account || !contact || !deal || !lead || !pipelines) return null;
  const open = openPipelines(pipelines.items);
  const staged = open.flatMap((one) => one.stages).flatMap((stage) => asksOf(stage).fields);
  const required = (fields: readonly Field[]) => fields.filter((field) => (field.required || staged.includes(field.field_id)) && !field.archived);
  return <Loaded {...props} asked={{ account: required(account), contact: required(contact), deal: required(deal), lead, pipelines: open }} />;
}

/** Where the service expects the values of each record. */
const places: Readonly<Record<Made, string>> = { account: '/account_custom', contact: '/contact_custom', deal: '/deal/custom' };

function Loaded({ lead, onClose, asked }: Props & { readonly asked: Asked }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { organization } = useSession();
  const { settle, act } = useLeads();
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
  const stageOf = (id: string): Stage | undefined => asked.pipelines.flatMap((one) => one.stages).find((one) => one.stage_id === id);
  /** Whether an own field is asked for: by the organisation, or by the stage the deal begins in. */
  const wanted = (field: Field, stage_id: string) => field.required || asksOf(stageOf(stage_id)).fields.includes(field.field_id);
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
      pipeline_id: asked.pipelines[0]?.pipeline_id ?? '',
      stage_id: asked.pipelines[0]?.stages[0]?.stage_id ?? '',
      expected_close_on: '',
      next_step: lead.next_step?.text ?? '',
      ...Object.fromEntries(all.map(({ field }) => [field.field_id, typedElsewhere(field, asked.lead, lead.custom)])),
    },
    pointers: { deal_name: '/deal/name', deal_value: '/deal/value', pipeline_id: '/deal/pipeline_id', stage_id: '/deal/stage_id', expected_close_on: '/deal/expected_close_on', next_step: '/deal/next_step', ...Object.fromEntries(all.map(({ record, field }) => [field.field_id, `${places[record]}/${field.field_id}`])) },
    validate: (values) => ({
      ...Object.fromEntries(all.filter(({ record, field }) => isNew(record, values) && wanted(field, values.stage_id)).map(({ field }) => [field.field_id, typed(values, field).trim() ? undefined : t('common.form.required')])),
      account_name: values.account_id || values.account_name.trim() ? undefined : t('common.form.required'),
      deal_name: !values.deal || values.deal_name.trim() ? undefined : t('common.form.required'),
      deal_value: valueOf(values, asksOf(stageOf(values.stage_id)).value),
      expected_close_on: values.deal && asksOf(stageOf(values.stage_id)).expected_close_on && !values.expected_close_on ? t('common.form.required') : undefined,
      next_step: values.deal && asksOf(stageOf(values.stage_id)).next_step && !values.next_step.trim() ? t('common.form.required') : undefined,
    }),
    submit: (values, key) => {
      const amount = amountOf(values.deal_value);
      const custom = (record: Made) =>
        isNew(record, values) ? Object.fromEntries(asked[record].filter((field) => wanted(field, values.stage_id)).flatMap((field) => ownValue(field, typed(values, field)))) : {};
      const asks = asksOf(stageOf(values.stage_id));
      const step = asks.next_step ? values.next_step.trim() : '';
      const body = {
        account_id: values.account_id || null,
        account_name: values.account_id ? null : values.account_name.trim(),
        account_custom: custom('account'),
        contact_id: values.contact_id || null,
        contact_custom: custom('contact'),
        deal: values.deal
          ? {
              name: values.deal_name.trim(),
              value: amount === null ? null : { amount, currency },
              stage_id: values.stage_id || null,
              contact_role: asks.role ?? null,
              expected_close_on: (asks.expected_close_on && values.expected_close_on) || null,
              next_step: step ? { text: step, ...(step === lead.next_step?.text && { due_on: lead.next_step.due_on ?? null }) } : null,
              custom: custom('deal'),
            }
          : null,
      } satisfies Schema<'ConvertLead'>;
      return act(lead, { label: t('leads.convert.do'), can: isOpen, send: ({ lead_id }, etag, sent) => convertLead(lead_id, body, etag, sent) }, key);
    },
    onDone: (answer) => {
      if (!answer) return onClose();
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
  const own = (record: Made) => asked[record].filter((field) => wanted(field, form.values.stage_id)).map((field) => <OwnField key={field.field_id} field={field} form={form as unknown as Form<Record<string, string>>} />);
  const asks = asksOf(stageOf(form.values.stage_id));
  const { role } = asks;
  const stages = asked.pipelines.find((one) => one.pipeline_id === form.values.pipeline_id)?.stages ?? [];
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
            {asked.pipelines.length > 1 && (
              <Select
                label={t('leads.convert.pipeline')}
                data={asked.pipelines.map((one) => ({ value: one.pipeline_id, label: one.name }))}
                value={form.values.pipeline_id}
                error={form.errors.pipeline_id}
                allowDeselect={false}
                onChange={(value) => value && form.set({ pipeline_id: value, stage_id: asked.pipelines.find((one) => one.pipeline_id === value)?.stages[0]?.stage_id ?? '' })}
              />
            )}
            <ChoiceField
              form={form}
              name="stage_id"
              label={t('leads.convert.stage')}
              hint={role ? t('leads.convert.role', { role: t(`crm.role.${role}`) }) : undefined}
              options={stages.map((one) => {
                const [beyond] = asksOf(one).beyond;
                return beyond ? { value: one.stage_id, label: t('leads.convert.stageAsks', { stage: one.name, what: t(`crm.requires.${beyond}`) }), disabled: true } : { value: one.stage_id, label: one.name };
              })}
            />
            <AmountField form={form} name="deal_value" label={t('leads.convert.dealValue')} currency={currency} required={asks.value} />
            {asks.expected_close_on && <DayField form={form} name="expected_close_on" label={t('crm.requires.expected_close_on')} required />}
            {asks.next_step && <TextField form={form} name="next_step" label={t('crm.requires.next_step')} required />}
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

function valueOf(values: { readonly deal: boolean; readonly deal_value: string }, needed: boolean): string | undefined {
  if (!values.deal) return undefined;
  if (!values.deal_value) return needed ? t('common.form.required') : undefined;
  return amountOf(values.deal_value) === null ? t('common.inline.amount') : undefined;
}

const typed = (values: object, field: Field) => String((values as Readonly<Record<string, unknown>>)[field.field_id] ?? '');
