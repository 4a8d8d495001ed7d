import { t } from '../../i18n/index.ts';
import { Password } from '../../shell/Password.tsx';
import { useSession } from '../../shell/session.ts';
import { shortest, strength } from '../../shell/strength.ts';
import { FormFrame, useForm } from '../../ui/form/index.ts';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from '../admin.module.css';
import { changePassword } from '../queries.ts';

/** Oneself: roles, and another password. */
export function ProfilePage() {
  const { user, roles, organization } = useSession();
  return (
    <Page title={t('admin.profile.title')}>
      <Section title={user?.name ?? t('admin.profile.program')}>
        <div className={css.stack}>
          <Facts items={[[t('admin.member.email'), user?.email], [t('admin.organization.title'), organization.name], [t('shell.signUp.zone'), organization.time_zone]]} />
          <dl className={css.roles}>
            {roles.map((role) => (
              <div key={role}>
                <dt>{t(`admin.role.${role}`)}</dt>
                <dd>{t(`admin.role.${role}.what`)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </Section>
      {user && (
        <Section title={t('admin.password.title')}>
          <ChangePassword words={[user.name, user.email, organization.name]} />
        </Section>
      )}
    </Page>
  );
}

function ChangePassword({ words }: { words: readonly string[] }) {
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
