import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, type Versioned } from '../../api/client.ts';
import type { FieldError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, ChoiceField, DayField, FormFrame, PickField, TextField, useForm } from '../../ui/form/index.ts';
import { contactsNamed } from '../contacts/named.ts';
import { dealQuery, membersQuery, type DealDetails } from '../deals/queries.ts';
import { useOpened } from '../../ui/useOpened.ts';
import { accountsNamed } from '../accounts/named.ts';
import parts from '../parts/parts.module.css';
import { OwnField, ownValue } from '../parts/OwnField.tsx';
import { fieldsQuery, type Field } from '../settings/queries.ts';
import { roles } from '../settings/stages.ts';
import { editOf, type DealEdit } from './edit.ts';
import { moveDeal } from './moves.ts';
import { settleDeal, useDeal } from './useDeal.ts';

type Props = {
  readonly id: string;
  readonly stage: { readonly stage_id: string; readonly name: string };
  readonly missing: readonly FieldError[];
  readonly onClose: () => void;
  readonly onMoved?: () => void;
};

/** A stage asks for more than the deal says: it is said here, and then the deal moves. */
export function NeedDialog(props: Props) {
  const { data } = useQuery(dealQuery(props.id));
  const { data: fields } = useQuery(fieldsQuery('deal'));
  if (!data || !fields) return null;
  return <Loaded {...props} now={data} fields={fields} />;
}

type LoadedProps = Props & { readonly now: Versioned<DealDetails>; readonly fields: readonly Field[] };
const mended = ['value', 'account_id', 'contact_id', 'owner_id', 'expected_close_on', 'next_step', 'contacts'];

function Loaded({ id, stage, missing, onClose, onMoved, now, fields }: LoadedProps) {
  const queries = useQueryClient();
  const shown = useOpened(now);
  const deal = shown.value;
  const { saved, dialog } = useDeal(shown);
  const [typed, setTyped] = useState('');
  const accounts = useQuery(accountsNamed(typed));
  const contacts = useQuery(contactsNamed(typed));
  const { data: members } = useQuery(membersQuery);
  const needed = missing.map((one) => one.pointer.slice(1));
  const own = fields.filter((field) => needed.includes(`custom/${field.field_id}`));
  const needs = (name: string) => needed.includes(name);
  const elsewhere = missing.filter((one) => !mended.includes(one.pointer.slice(1)) && !one.pointer.startsWith('/custom/'));
  // The service says which role is asked for.
  const role = roles.find((one) => missing.some((error) => error.pointer === '/contacts' && error.detail.endsWith(` ${one}`))) ?? 'decision_maker';
  const form = useForm<Record<string, string>, unknown>({
    name: `crm.need.${id}.${stage.stage_id}`,
    initial: { value: '', account_id: '', contact_id: '', owner_id: '', expected_close_on: '', next_step: '', person: '', ...Object.fromEntries(own.map((field) => [field.field_id, ''])) },
    pointers: { next_step: '/next_step/text', person: '/contacts', ...Object.fromEntries(own.map((field) => [field.field_id, `/custom/${field.field_id}`])) },
    submit: async (values, key) => {
      const given = (name: string) => (needs(name) ? values[name]?.trim() || undefined : undefined);
      const amount = given('value') && parseAmount(given('value') ?? '');
      const custom = Object.fromEntries(own.flatMap((field) => ownValue(field, values[field.field_id] ?? '')));
      const patch: Partial<DealEdit> = {
        ...(amount ? { value: { amount, currency: deal.currency } } : {}),
        ...(given('account_id') ? { account_id: given('account_id') ?? null } : {}),
        ...(given('contact_id') ? { contact_id: given('contact_id') ?? null } : {}),
        ...(given('owner_id') ? { owner_id: given('owner_id') ?? null } : {}),
        ...(given('expected_close_on') ? { expected_close_on: given('expected_close_on') ?? null } : {}),
        ...(given('next_step') ? { next_step: { text: given('next_step') ?? '' } } : {}),
        ...(needs('contacts') && values.person ? { contacts: [...editOf(deal).contacts, { contact_id: values.person, role }] } : {}),
        ...(Object.keys(custom).length > 0 ? { custom } : {}),
      };
      const answer = Object.keys(patch).length > 0 ? await saved(patch, key) : null;
      // Who kept what somebody else had said meanwhile moves the deal all the same: it now says what was asked for.
      return moveDeal(id, stage.stage_id, newKey(), answer?.etag ?? queries.getQueryData(dealQuery(id).queryKey)?.etag);
    },
    onDone: (answer) => {
      settleDeal(queries, answer as Parameters<typeof settleDeal>[1]);
      onMoved?.();
      onClose();
    },
  });
  return (
    <Dialog title={t('crm.need.title', { stage: stage.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('crm.need.go')} onCancel={onClose}>
        <p className={parts.hint}>{t('crm.need.tells')}</p>
        {needs('value') && <AmountField form={form} name="value" label={t('crm.requires.value')} currency={deal.currency} required autoFocus />}
        {needs('account_id') && (
          <PickField form={form} name="account_id" label={t('crm.requires.account')} required options={(accounts.data ?? []).map((one) => ({ value: one.account_id, label: one.name }))} onSearch={setTyped} />
        )}
        {needs('contact_id') && <PickField form={form} name="contact_id" label={t('crm.requires.contact')} required options={(contacts.data ?? []).map((one) => ({ value: one.contact_id, label: one.name }))} onSearch={setTyped} />}
        {needs('contacts') && <PickField form={form} name="person" label={t(`crm.role.${role}`)} required options={(contacts.data ?? []).map((one) => ({ value: one.contact_id, label: one.name }))} onSearch={setTyped} />}
        {needs('owner_id') && <ChoiceField form={form} name="owner_id" label={t('crm.requires.owner')} required options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))} />}
        {needs('expected_close_on') && <DayField form={form} name="expected_close_on" label={t('crm.requires.expected_close_on')} required />}
        {needs('next_step') && <TextField form={form} name="next_step" label={t('crm.requires.next_step')} required />}
        {own.map((field) => (
          <OwnField key={field.field_id} field={field} form={form} />
        ))}
        {elsewhere.length > 0 && (
          <div>
            <p className={parts.hint}>{t('crm.need.onPage')}</p>
            <ul className={parts.list}>
              {elsewhere.map((one) => (
                <li key={one.pointer}>
                  <RecordLink kind="deal" id={id}>
                    {one.pointer === '/lines' ? t('crm.requires.lines') : one.detail}
                  </RecordLink>
                </li>
              ))}
            </ul>
          </div>
        )}
      </FormFrame>
      {dialog}
    </Dialog>
  );
}
