import { t } from '../../i18n/index.ts';
import { Password } from '../../shell/Password.tsx';
import { shortest, strength } from '../../shell/strength.ts';
import { FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { changePassword } from '../queries.ts';

/** Another password; `words` would make it weak. */
export function ChangePassword({ words }: { words: readonly string[] }) {
  const form = useForm({
    name: 'admin.password',
    secret: true,
    initial: { current: '', fresh: '' },
    pointers: { current: '/current_password', fresh: '/new_password' },
    validate: ({ current, fresh }) => ({
      current: current ? undefined : t('shell.logIn.passwordNeeded'),
      fresh: strength(fresh) === 'short' ? t('shell.strength.tooShort', { count: shortest }) : undefined,
    }),
    submit: ({ current, fresh }) => changePassword({ current_password: current, new_password: fresh }),
    onDone: () => {
      form.discard();
      toast.done(t('admin.password.done'));
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('admin.password.change')}>
      <Password form={form} name="current" label={t('admin.password.current')} />
      <Password form={form} name="fresh" label={t('admin.password.new')} fresh={words} />
    </FormFrame>
  );
}
