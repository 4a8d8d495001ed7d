import { Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema, Versioned } from '../../api/client.ts';
import { languageNames, languages, t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, CheckField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { fieldsQuery, type Field } from '../settings/queries.ts';
import { changeForm } from './change.ts';
import { createForm, formFields, formsQuery, type LeadForm } from './queries.ts';
import { sitesIn } from './snippet.ts';
import css from './rules.module.css';

type Own = NonNullable<LeadForm['own_fields']>;
type Props = { /** The form to change; a new one without it. */ readonly shown: LeadForm | undefined; readonly onClose: () => void };

/** A form: what it asks for, what people agree to, and what its leads are said to come from. */
export function FormDialog({ shown, onClose }: Props) {
  const queries = useQueryClient();
  const { data: known = [] } = useQuery(fieldsQuery('lead'));
  const [own, setOwn] = useState<Own>(shown?.own_fields ?? []);
  const asks = (field: (typeof formFields)[number]) => (shown ? shown.fields.includes(field) : field === 'name' || field === 'company' || field === 'message');
  const form = useForm({
    name: `crm.leadForm.${shown?.lead_form_id ?? 'new'}`,
    initial: {
      form_name: shown?.name ?? '',
      consent_text: shown?.consent_text ?? '',
      consent_purpose: shown?.consent_purpose ?? '',
      source: shown?.source ?? '',
      campaign: shown?.campaign ?? '',
      redirect_url: shown?.redirect_url ?? '',
      sites: (shown?.sites ?? []).join(', '),
      language: shown?.language ?? '',
      needs_token: shown?.needs_token ?? false,
      hourly_limit: String(shown?.hourly_limit ?? ''),
      active: shown?.active ?? true,
      name: asks('name'),
      phone: asks('phone'),
      job_title: asks('job_title'),
      company: asks('company'),
      website: asks('website'),
      country: asks('country'),
      message: asks('message'),
    },
    pointers: { form_name: '/name', name: '/fields' },
    validate: (values) => ({
      form_name: values.form_name.trim() ? undefined : t('common.form.required'),
      hourly_limit: /^\d*$/.test(values.hourly_limit.trim()) ? undefined : t('forms.hourlyWrong'),
    }),
    submit: (values, key): Promise<Versioned<LeadForm> | null> => {
      const text = (value: string) => value.trim() || null;
      const body = {
        name: values.form_name.trim(),
        fields: formFields.filter((field) => values[field]),
        own_fields: own,
        consent_text: text(values.consent_text),
        consent_purpose: text(values.consent_purpose),
        source: text(values.source),
        campaign: text(values.campaign),
        redirect_url: text(values.redirect_url),
        sites: sitesIn(values.sites),
        language: languages.find((one) => one === values.language) ?? null,
        needs_token: values.needs_token,
        hourly_limit: values.hourly_limit.trim() ? Number(values.hourly_limit.trim()) : null,
      } satisfies Schema<'CreateLeadForm'>;
      return shown ? changeForm(shown, { ...body, active: values.active }, key) : createForm(body, key);
    },
    onDone: (saved) => {
      void queries.invalidateQueries({ queryKey: formsQuery.queryKey });
      if (saved) toast.done(t(shown ? 'forms.saved' : 'forms.made', { name: saved.value.name }));
      onClose();
    },
  });
  return (
    <Dialog title={shown ? t('forms.edit', { name: shown.name }) : t('forms.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={shown ? t('common.save') : t('forms.make')} onCancel={onClose}>
        <TextField form={form} name="form_name" label={t('forms.name')} required autoFocus />
        <fieldset className={css.fieldset}>
          <legend>{t('forms.fields')}</legend>
          {formFields.map((field) => (
            <CheckField key={field} form={form} name={field} label={t(`forms.field.${field}`)} />
          ))}
        </fieldset>
        {known.length > 0 && <OwnFields known={known} own={own} onChange={setOwn} />}
        <AreaField form={form} name="consent_text" label={t('forms.consent')} hint={t('forms.consentHint')} />
        <TextField form={form} name="consent_purpose" label={t('forms.purpose')} />
        <TextField form={form} name="source" label={t('leads.source')} />
        <TextField form={form} name="campaign" label={t('leads.campaign')} />
        <TextField form={form} name="sites" label={t('forms.sites')} hint={t('forms.sitesHint')} />
        <TextField form={form} name="redirect_url" label={t('forms.redirect')} hint={t('forms.redirectHint')} />
        <ChoiceField form={form} name="language" label={t('forms.language')} hint={t('forms.languageHint')} options={languages.map((value) => ({ value, label: languageNames[value] }))} clearable />
        <CheckField form={form} name="needs_token" label={t('forms.token')} hint={t('forms.tokenHint')} />
        <TextField form={form} name="hourly_limit" label={t('forms.hourly')} hint={t('forms.hourlyHint')} />
        {shown && <CheckField form={form} name="active" label={t('forms.active')} />}
      </FormFrame>
    </Dialog>
  );
}

type OwnProps = { readonly known: readonly Field[]; readonly own: Own; readonly onChange: (own: Own) => void };

/** Which of the organisation's own fields the form asks for, and which of them nobody can leave empty. */
function OwnFields({ known, own, onChange }: OwnProps) {
  const rest = (id: string) => own.filter((one) => one.field_id !== id);
  return (
    <fieldset className={css.fieldset}>
      <legend>{t('forms.own')}</legend>
      {known.map(({ field_id, name }) => {
        const asked = own.find((one) => one.field_id === field_id);
        return (
          <div key={field_id} className={css.own}>
            <Checkbox label={name} checked={asked !== undefined} onChange={(event) => onChange(event.currentTarget.checked ? [...own, { field_id, required: false }] : rest(field_id))} />
            {asked && (
              <Checkbox
                label={t('forms.ownRequired')}
                aria-label={t('forms.ownRequiredOf', { name })}
                checked={asked.required ?? false}
                onChange={(event) => onChange(own.map((one) => (one.field_id === field_id ? { field_id, required: event.currentTarget.checked } : one)))}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
