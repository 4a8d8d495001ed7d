import { useQueryClient } from '@tanstack/react-query';
import { etagOf, type Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, CheckField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { createForm, formFields, formsQuery, updateForm, type LeadForm } from './queries.ts';
import css from './rules.module.css';

type Props = { /** The form to change; a new one without it. */ readonly shown: LeadForm | undefined; readonly onClose: () => void };

/** A form: what it asks for, what people agree to, and what its leads are said to come from. */
export function FormDialog({ shown, onClose }: Props) {
  const queries = useQueryClient();
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
    validate: (values) => ({ form_name: values.form_name.trim() ? undefined : t('common.form.required') }),
    submit: (values, key) => {
      const text = (value: string) => value.trim() || null;
      const body = {
        name: values.form_name.trim(),
        fields: formFields.filter((field) => values[field]),
        consent_text: text(values.consent_text),
        consent_purpose: text(values.consent_purpose),
        source: text(values.source),
        campaign: text(values.campaign),
        redirect_url: text(values.redirect_url),
      } satisfies Schema<'CreateLeadForm'>;
      return shown ? updateForm(shown.lead_form_id, { ...body, active: values.active }, etagOf(shown), key) : createForm(body, key);
    },
    onDone: ({ value }) => {
      void queries.invalidateQueries({ queryKey: formsQuery.queryKey });
      toast.done(t(shown ? 'leads.forms.saved' : 'leads.forms.made', { name: value.name }));
      onClose();
    },
  });
  return (
    <Dialog title={shown ? t('leads.forms.edit', { name: shown.name }) : t('leads.forms.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={shown ? t('common.save') : t('leads.forms.make')} onCancel={onClose}>
        <TextField form={form} name="form_name" label={t('leads.forms.name')} required autoFocus />
        <fieldset className={css.fieldset}>
          <legend>{t('leads.forms.fields')}</legend>
          {formFields.map((field) => (
            <CheckField key={field} form={form} name={field} label={t(`leads.forms.field.${field}`)} />
          ))}
        </fieldset>
        <AreaField form={form} name="consent_text" label={t('leads.forms.consent')} hint={t('leads.forms.consentHint')} />
        <TextField form={form} name="consent_purpose" label={t('leads.forms.purpose')} />
        <TextField form={form} name="source" label={t('leads.source')} />
        <TextField form={form} name="campaign" label={t('leads.campaign')} />
        <TextField form={form} name="redirect_url" label={t('leads.forms.redirect')} hint={t('leads.forms.redirectHint')} />
        {shown && <CheckField form={form} name="active" label={t('leads.forms.active')} />}
      </FormFrame>
    </Dialog>
  );
}
