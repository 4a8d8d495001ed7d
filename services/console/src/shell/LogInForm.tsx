import { PasswordInput } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { FormFrame, TextField, useForm } from '../ui/form/index.ts';
import { logIn } from './session.ts';

/** Email and password. The password is never kept: this form is not restored after a reload. */
export function LogInForm({ email, onDone }: { email?: string; onDone: () => void }) {
  const form = useForm({
    name: 'shell.logIn',
    initial: { email: email ?? '', password: '' },
    secret: true,
    validate: (values) => ({
      email: values.email.includes('@') ? undefined : t('shell.logIn.emailNeeded'),
      password: values.password ? undefined : t('shell.logIn.passwordNeeded'),
    }),
    submit: logIn,
    onDone,
  });
  return (
    <FormFrame form={form} submitLabel={t('shell.logIn.button')}>
      <TextField form={form} name="email" label={t('shell.logIn.email')} type="email" autoComplete="username" required />
      <PasswordInput
        id={form.id('password')}
        label={t('shell.logIn.password')}
        withAsterisk={false}
        required
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('shell.logIn.show') }}
        value={form.values.password}
        error={form.errors.password}
        onChange={(event) => form.set({ password: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
