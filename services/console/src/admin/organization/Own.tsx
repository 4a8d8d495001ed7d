import { useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { countries, timeZones } from '../../i18n/places.ts';
import { sessionQuery } from '../../shell/session.ts';
import { ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Facts, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from '../admin.module.css';
import { changeOrganization, organizationQuery } from '../queries.ts';

/** What can be changed of an organisation, and what cannot. */
export function Own({ own: { value, etag } }: { own: Versioned<Schema<'OrganizationView'>> }) {
  const queries = useQueryClient();
  const zones = timeZones();
  const form = useForm({
    name: 'admin.organization',
    initial: { name: value.name, country: value.country, zone: value.time_zone },
    pointers: { zone: '/time_zone' },
    validate: ({ name }) => ({ name: name.trim() ? undefined : t('common.form.required') }),
    submit: ({ name, country, zone }, key) => changeOrganization({ name: name.trim(), country, time_zone: zone }, key, etag),
    onDone: (saved) => {
      queries.setQueryData(organizationQuery.queryKey, saved);
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast.done(t('admin.organization.saved'));
    },
  });
  return (
    <Section title={value.name}>
      <div className={css.stack}>
        <FormFrame form={form} submitLabel={t('common.save')}>
          <TextField form={form} name="name" label={t('shell.signUp.organization')} hint={t('shell.signUp.organizationHint')} required />
          <ChoiceField form={form} name="country" label={t('shell.signUp.country')} options={countries()} />
          <ChoiceField
            form={form}
            name="zone"
            label={t('shell.signUp.zone')}
            hint={t('shell.signUp.zoneHint')}
            options={zones.some((zone) => zone.value === value.time_zone) ? zones : [{ value: value.time_zone, label: value.time_zone }, ...zones]}
          />
        </FormFrame>
        <Facts items={[[t('shell.signUp.currency'), value.base_currency]]} />
        <p>{t('admin.organization.currency')}</p>
        <p>{t('admin.organization.id', { id: value.org_id })}</p>
      </div>
    </Section>
  );
}
