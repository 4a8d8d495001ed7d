import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { ProblemError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { Password } from '../../shell/Password.tsx';
import { shortest, strength } from '../../shell/strength.ts';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { accept } from './data.ts';

type Props = {
  /** Who is logged in; asked for when nobody is. */
  readonly email?: string;
  readonly onCancel?: () => void;
  readonly onJoined: (joined: Schema<'Joined'>, email: string, password: string) => void;
};

/**
 * The code of an invitation, and the password as a proof. A new password is asked for when the service says that somebody
 * else may know the present one.
 */
export function JoinForm({ email, onCancel, onJoined }: Props) {
  const [choosing, setChoosing] = useState(false);
  const form = useForm({
    name: 'admin.join',
    secret: true,
    initial: { code: '', email: email ?? '', password: '', fresh: '' },
    pointers: { fresh: '/new_password' },
    validate: (values) => ({
      code: values.code.trim() ? undefined : t('common.form.required'),
      email: /^\S+@\S+\.\S+$/.test(values.email.trim()) ? undefined : t('shell.logIn.emailNeeded'),
      password: values.password ? undefined : t('shell.logIn.passwordNeeded'),
      fresh: choosing && strength(values.fresh) === 'short' ? t('shell.strength.tooShort', { count: shortest }) : undefined,
    }),
    submit: async ({ code, email: typed, password, fresh }) => {
      const address = typed.trim();
      try {
        const joined = await accept({ code: code.trim(), email: address, password, ...(choosing && { new_password: fresh }) });
        return { joined, address, password: choosing ? fresh : password };
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'own-password-needed') setChoosing(true);
        throw error;
      }
    },
    onDone: ({ joined, address, password }) => {
      setChoosing(false);
      form.discard();
      onJoined(joined, address, password);
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('admin.join.button')} onCancel={onCancel}>
      <TextField form={form} name="code" label={t('admin.join.code')} hint={t('admin.join.codeHint')} required />
      {!email && <TextField form={form} name="email" label={t('shell.logIn.email')} type="email" autoComplete="username" required />}
      <Password form={form} name="password" label={email ? t('admin.password.current') : t('shell.logIn.password')} />
      {choosing && <Password form={form} name="fresh" label={t('admin.password.new')} fresh={[form.values.email]} />}
    </FormFrame>
  );
}
