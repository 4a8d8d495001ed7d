import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
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

type NeedProps = {
  readonly id: string;
  readonly stage: { readonly stage_id: string; readonly name: string };
  readonly missing: readonly FieldError[];
  readonly onClose: () => void;
  readonly onMoved?: () => void;
};

/** A stage asks for more than the deal says: it is said here, and then the deal moves. */
export function NeedDialog({ id, stage, missing, onClose, onMoved }: NeedProps) {
  const queries = useQueryClient();
  return (
    <MendDialog
      id={id}
      name={`crm.need.${id}.${stage.stage_id}`}
      title={t('crm.need.title', { stage: stage.name })}
      tells={t('crm.need.tells')}
      go={t('crm.need.go')}
      missing={missing}
      onClose={onClose}
      onSaved={async (etag) => {
        settleDeal(queries, await moveDeal(id, stage.stage_id, newKey(), etag));
        onMoved?.();
        onClose();
      }}
    />
  );
}

type Props = {
  readonly id: string;
  /** Of the form: where unsaved input is kept. */
  readonly name: string;
  readonly title: string;
  readonly tells: string;
  /** What its button says. */
  readonly go: string;
  readonly missing: readonly FieldError[];
  /** What is asked again once it is said on the page of the deal. */
  readonly after?: 'win' | 'lose';
  readonly onClose: () => void;
  /** Goes on with the deal, which now says what was missing. */
  readonly onSaved: (etag: string | undefined) => Promise<void>;
};

/** What a deal does not say yet: said in place, or by a way to where it is said. */
export function MendDialog(props: Props) {
  const { data } = useQuery(dealQuery(props.id));
  const { data: fields } = useQuery(fieldsQuery('deal'));
  if (!data || !fields) return null;
  return <Loaded {...props} now={data} fields={fields} />;
}

type LoadedProps = Props & { readonly now: Versioned<DealDetails>; readonly fields: readonly Field[] };
/** Where on the page of the deal it is said. */
const wayOf = ({ pointer }: FieldError) => (({ '/lines': 'line', '/accepted_quote_id': 'quote' }) as Readonly<Record<string, 'line' | 'quote' | undefined>>)[pointer];

const mended = ['value', 'account_id', 'contact_id', 'owner_id', 'expected_close_on', 'next_step', 'contacts'];

function Loaded({ id, name, title, tells, go, missing, after, onClose, onSaved, now, fields }: LoadedProps) {
  const queries = useQueryClient();
  const shown = useOpened(now);
  const deal = shown.value;
  const { saved } = useDeal(shown);
  const [typed, setTyped] = useState('');
  const accounts = useQuery(accountsNamed(typed));
  const contacts = useQuery(contactsNamed(typed));
  const { data: members } = useQuery(membersQuery);
  const needed = missing.map((one) => one.pointer.slice(1));
  const own = fields.filter((field) => needed.includes(`custom/${field.field_id}`));
  const needs = (name: string) => needed.includes(name);
  const elsewhere = missing.filter((one) => !mended.includes(one.pointer.slice(1)) && !one.pointer.startsWith('/custom/'));
  // The service says which role is asked for.
  const role = roles.find((one) => missing.some((error) => error.pointer === '/contacts' && (error.wrote ?? error.detail).endsWith(` ${one}`))) ?? 'decision_maker';
  const form = useForm<Record<string, string>, unknown>({
    name,
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
      // Who kept what somebody else had said meanwhile goes on all the same: it now says what was asked for.
      await onSaved(answer?.etag ?? queries.getQueryData(dealQuery(id).queryKey)?.etag);
    },
    onDone: () => undefined,
  });
  const ways = elsewhere.length > 0 && (
    <div>
      {elsewhere.length < missing.length && <p className={parts.hint}>{t('crm.need.onPage')}</p>}
      <ul className={parts.list}>
        {elsewhere.map((one) => {
          const way = wayOf(one);
          return <li key={one.pointer}>{way ? <Link to="/crm/deals/$id" params={{ id }} search={{ do: way, after }} onClick={onClose}>{t(`crm.need.${way}`)}</Link> : <RecordLink kind="deal" id={id}>{one.detail}</RecordLink>}</li>;
        })}
      </ul>
    </div>
  );
  // What is only said elsewhere leaves nothing to be sent from here.
  if (elsewhere.length === missing.length)
    return (
      <Dialog title={title} onClose={onClose}>
        <p className={parts.hint}>{tells}</p>
        {ways}
      </Dialog>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <FormFrame form={form} submitLabel={go} onCancel={onClose}>
        <p className={parts.hint}>{tells}</p>
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
        {ways}
      </FormFrame>
    </Dialog>
  );
}
