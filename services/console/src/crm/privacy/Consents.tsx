import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { consentsQuery, giveConsent, withdrawConsent, type Basis, type Consent, type Person } from './data.ts';
import css from './privacy.module.css';

export const bases = ['consent', 'contract', 'legitimate_interest', 'legal_obligation'] as const satisfies readonly Basis[];

/** What a person agreed to, and why else their data may be used; with what they took back. */
export function Consents({ person }: { readonly person: Person }) {
  const may = useMay();
  const { data = [] } = useQuery(consentsQuery(person));
  const [asked, setAsked] = useState<Consent | 'new'>();
  const canWrite = may(person.kind === 'contact' ? 'crm:contact:write' : 'crm:lead:write');
  return (
    <Section
      title={t('privacy.consents.title')}
      aside={
        canWrite && (
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
            {t('privacy.consents.add')}
          </Button>
        )
      }
    >
      {data.length === 0 && <p className={css.hint}>{t('privacy.consents.none')}</p>}
      <ul className={css.list}>
        {data.map((one) => (
          <li key={one.consent_id} data-over={one.withdrawn_at ? true : undefined}>
            <div>
              <strong>{one.purpose}</strong>
              <p className={css.hint}>
                {[
                  t(`privacy.consents.basis.${one.basis}`),
                  t(`privacy.consents.source.${one.source}`),
                  ...(one.how ? [one.how] : []),
                  t('privacy.consents.given', { at: instant(one.given_at) }),
                ].join(' · ')}
              </p>
              {one.text && <p className={css.words}>{one.text}</p>}
              {one.withdrawn_at && (
                <p className={css.hint}>{[t('privacy.consents.withdrawn', { at: instant(one.withdrawn_at) }), ...(one.withdrawn_how ? [one.withdrawn_how] : [])].join(' · ')}</p>
              )}
            </div>
            {canWrite && !one.withdrawn_at && (
              <Button size="compact-sm" variant="default" aria-label={t('privacy.consents.withdraw', { purpose: one.purpose })} onClick={() => setAsked(one)}>
                {t('privacy.consents.withdraw.do')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked === 'new' && <Give person={person} onClose={() => setAsked(undefined)} />}
      {asked && asked !== 'new' && <Withdraw consent={asked} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

/** Consents of a lead are shown with it, and end what needs them. */
function useSettle() {
  const queries = useQueryClient();
  return () => {
    for (const things of ['consents', 'leads', 'enrolments']) void queries.invalidateQueries({ queryKey: ['crm', things] });
  };
}

function Give({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const settle = useSettle();
  const form = useForm({
    name: `crm.consent.${person.id}`,
    initial: { purpose: '', basis: 'consent', how: '', text: '' },
    validate: (values) => ({
      purpose: values.purpose.trim() ? undefined : t('common.form.required'),
      how: values.basis !== 'consent' || values.how.trim() ? undefined : t('common.form.required'),
      text: values.basis !== 'consent' || values.text.trim() ? undefined : t('common.form.required'),
    }),
    submit: (values, key) =>
      giveConsent(
        person,
        { purpose: values.purpose.trim(), basis: bases.find((one) => one === values.basis) ?? 'consent', how: values.how.trim() || null, text: values.text.trim() || null },
        key,
      ),
    onDone: (given) => {
      settle();
      toast.done(t('privacy.consents.saved', { purpose: given.purpose }));
      onClose();
    },
  });
  const agreed = form.values.basis === 'consent';
  return (
    <Dialog title={t('privacy.consents.add')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('privacy.consents.save')} onCancel={onClose}>
        <TextField form={form} name="purpose" label={t('privacy.consents.purpose')} hint={t('privacy.consents.purpose.hint')} required autoFocus />
        <ChoiceField form={form} name="basis" label={t('privacy.consents.basis')} options={bases.map((value) => ({ value: value as string, label: t(`privacy.consents.basis.${value}`) }))} />
        <TextField form={form} name="how" label={t('privacy.consents.how')} hint={t('privacy.consents.how.hint')} required={agreed} />
        <AreaField form={form} name="text" label={t('privacy.consents.text')} required={agreed} />
      </FormFrame>
    </Dialog>
  );
}

function Withdraw({ consent, onClose }: { readonly consent: Consent; readonly onClose: () => void }) {
  const settle = useSettle();
  const form = useForm({
    name: `crm.consent.withdraw.${consent.consent_id}`,
    initial: { how: '' },
    submit: (values, key) => withdrawConsent(consent.consent_id, values.how.trim() || null, key),
    onDone: () => {
      settle();
      toast.done(t('privacy.consents.withdraw.done', { purpose: consent.purpose }));
      onClose();
    },
  });
  return (
    <Dialog title={t('privacy.consents.withdraw.title')} onClose={onClose}>
      <p className={css.hint}>{t('privacy.consents.withdraw.lead')}</p>
      <FormFrame form={form} submitLabel={t('privacy.consents.withdraw.do')} onCancel={onClose}>
        <AreaField form={form} name="how" label={t('privacy.consents.withdraw.how')} autoFocus />
      </FormFrame>
    </Dialog>
  );
}
