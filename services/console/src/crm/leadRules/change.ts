/* Changing the forms by which leads come in: brought together with what others changed, or asked about. */
import { api, read, readVersioned, writing, type Schema, type Versioned } from '../../api/client.ts';
import { listed } from '../../i18n/format.ts';
import { languageNames, t } from '../../i18n/index.ts';
import { changerOf } from '../../ui/meeting.tsx';
import type { LeadForm } from './queries.ts';

const yesNo = (is: boolean) => t(is ? 'crm.field.yes' : 'crm.field.no');
/** What the form's dialog sends of a form, with all that it may say, so that two of them compare. */
const says = ({ name, fields, own_fields, consent_text, consent_purpose, source, campaign, redirect_url, sites, language, needs_token, hourly_limit, active }: LeadForm): Schema<'UpdateLeadForm'> => ({
  name,
  fields,
  own_fields: (own_fields ?? []).map(({ field_id, required }) => ({ field_id, required: required ?? false })),
  consent_text: consent_text ?? null,
  consent_purpose: consent_purpose ?? null,
  source: source ?? null,
  campaign: campaign ?? null,
  redirect_url: redirect_url ?? null,
  sites: sites ?? [],
  language: language ?? null,
  needs_token: needs_token ?? false,
  hourly_limit: hourly_limit ?? null,
  active,
});

export const changeForm = changerOf<LeadForm, Schema<'UpdateLeadForm'>, Versioned<LeadForm>>({
  service: 'crm',
  id: (one) => one.lead_form_id,
  title: (one) => one.name,
  fields: () => ({
    name: { label: t('forms.name') },
    fields: { label: t('forms.fields'), show: (all) => listed(all.map((one) => t(`forms.field.${one}`))) },
    own_fields: { label: t('forms.own'), show: (all) => String(all.length) },
    consent_text: { label: t('forms.consent') },
    consent_purpose: { label: t('forms.purpose') },
    source: { label: t('leads.source') },
    campaign: { label: t('leads.campaign') },
    sites: { label: t('forms.sites'), show: (all) => all.join(', ') },
    redirect_url: { label: t('forms.redirect') },
    language: { label: t('forms.language'), show: (one) => languageNames[one] },
    needs_token: { label: t('forms.token'), show: yesNo },
    hourly_limit: { label: t('forms.hourly') },
    active: { label: t('forms.active'), show: yesNo },
  }),
  says,
  fetch: ({ lead_form_id }) => read(api.GET('/api/crm/v1/lead-forms/{lead_form_id}', { params: { path: { lead_form_id } } })),
  merge: async () => {
    const { mergeLists, mergeWords } = await import('../../api/merge.ts');
    return { fields: mergeWords, sites: mergeWords, own_fields: mergeLists<{ readonly field_id: string }>({ id: (one) => one.field_id }) } as never;
  },
  send: ({ lead_form_id }, body, etag, key) => readVersioned(api.PATCH('/api/crm/v1/lead-forms/{lead_form_id}', { params: { path: { lead_form_id }, ...writing(key, etag) }, body })),
});
