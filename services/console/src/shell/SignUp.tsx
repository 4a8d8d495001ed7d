import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api, read, type Schema } from '../api/client.ts';
import { language, t } from '../i18n/index.ts';
import { countries, currencies, currencyOf, guessedCountry, guessedTimeZone, timeZones } from '../i18n/places.ts';
import { ChoiceField, FormFrame, TextField, useForm, type Form, type Values } from '../ui/form/index.ts';
import { Languages } from './Languages.tsx';
import css from './login.module.css';
import { Password } from './Password.tsx';
import { sessionQuery } from './session.ts';
import { shortest, strength } from './strength.ts';

const signUp = (body: Schema<'SignUp'>) => read(api.POST('/api/identity/v1/signup', { body }));

/** A new organisation and its first person, its owner. */
export function SignUpPage() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    document.title = t('common.documentTitle', { title: t('shell.signUp.title') });
  }, []);
  const country = guessedCountry();
  const form = useForm({
    name: 'shell.signUp',
    // Nothing typed beside a password is kept in the browser.
    secret: true,
    initial: { organization: '', country, currency: currencyOf(country), zone: guessedTimeZone(), name: '', email: '', password: '' },
    pointers: {
      organization: '/organization/name',
      country: '/organization/country',
      currency: '/organization/base_currency',
      zone: '/organization/time_zone',
      name: '/user/name',
      email: '/user/email',
      password: '/user/password',
    },
    validate: (values) => ({
      organization: values.organization.trim() ? undefined : t('common.form.required'),
      name: values.name.trim() ? undefined : t('common.form.required'),
      email: /^\S+@\S+\.\S+$/.test(values.email.trim()) ? undefined : t('shell.logIn.emailNeeded'),
      password: strength(values.password) === 'short' ? t('shell.strength.tooShort', { count: shortest }) : undefined,
    }),
    submit: async (values) => {
      await signUp({
        organization: { name: values.organization.trim(), country: values.country, base_currency: values.currency, time_zone: values.zone, language: language() },
        user: { name: values.name.trim(), email: values.email.trim(), password: values.password },
      });
      queries.clear();
      await queries.fetchQuery(sessionQuery);
    },
    onDone: () => void navigate({ to: '/', replace: true }),
  });
  useCurrencyOf(form);
  return (
    <main className={css.page}>
      <div className={css.card} data-wide>
        <img src="/gerinc.svg" alt="" width={40} height={40} />
        <h1>{t('shell.signUp.title')}</h1>
        <p>
          {t('shell.signUp.lead')} <Link to="/login">{t('shell.signUp.toLogIn')}</Link>
        </p>
        <FormFrame form={form} submitLabel={t('shell.signUp.button')}>
          <TextField form={form} name="organization" label={t('shell.signUp.organization')} hint={t('shell.signUp.organizationHint')} autoComplete="organization" required autoFocus />
          <ChoiceField form={form} name="country" label={t('shell.signUp.country')} options={countries()} />
          <ChoiceField form={form} name="currency" label={t('shell.signUp.currency')} hint={t('shell.signUp.currencyHint')} options={currencies()} />
          <ChoiceField form={form} name="zone" label={t('shell.signUp.zone')} hint={t('shell.signUp.zoneHint')} options={timeZones()} />
          <TextField form={form} name="name" label={t('shell.signUp.name')} autoComplete="name" required />
          <TextField form={form} name="email" label={t('shell.logIn.email')} type="email" autoComplete="username" required />
          <Password form={form} name="password" label={t('shell.logIn.password')} fresh={[form.values.name, form.values.email, form.values.organization]} />
        </FormFrame>
      </div>
      <Languages />
    </main>
  );
}

/** Another country usually means another currency, unless somebody chose one already. */
function useCurrencyOf<V extends Values & { country: string; currency: string }>(form: Form<V>) {
  const { country, currency } = form.values;
  const before = useRef(country);
  useEffect(() => {
    if (before.current !== country && currency === currencyOf(before.current)) form.set({ currency: currencyOf(country) } as Partial<V>);
    before.current = country;
  }, [country, currency, form]);
}
