import { useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { countries, countryName, timeZones } from '../../i18n/places.ts';
import { sessionQuery } from '../../shell/session.ts';
import { ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Facts, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { useHold } from '../../ui/useStanding.ts';
import css from '../admin.module.css';
import { changeOrganization, organizationQuery } from '../queries.ts';

type Organization = Schema<'OrganizationView'>;

/** What can be changed of an organisation, and what cannot. */
export function Own({ own, hold }: { readonly own: Versioned<Organization>; readonly hold: (dirty: boolean) => void }) {
  const { value } = own;
  const queries = useQueryClient();
  const zones = timeZones();
  const form = useForm({
    name: 'admin.organization',
    initial: { name: value.name, country: value.country, zone: value.time_zone },
    pointers: { zone: '/time_zone' },
    validate: ({ name }) => ({ name: name.trim() ? undefined : t('common.form.required') }),
    submit: ({ name, country, zone }, key) =>
      meeting.save<Organization, Versioned<Organization>>({
        service: 'identity',
        id: value.org_id,
        title: value.name,
        fields: {
          name: { label: t('shell.signUp.organization') },
          country: { label: t('shell.signUp.country'), show: countryName },
          time_zone: { label: t('shell.signUp.zone') },
        },
        base: own,
        key,
        patch: { name: name.trim(), country, time_zone: zone },
        send: (patch, etag, sent) => changeOrganization({ name: patch.name, country: patch.country, time_zone: patch.time_zone }, sent, etag),
        fetch: () => queries.fetchQuery({ ...organizationQuery, staleTime: 0 }),
      }),
    onDone: (saved) => {
      hold(false);
      if (!saved) return;
      queries.setQueryData(organizationQuery.queryKey, saved);
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast.done(t('admin.organization.saved'));
    },
  });
  useHold(hold, form.dirty);
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
