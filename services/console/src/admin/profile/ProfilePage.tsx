import { lazy, Suspense } from 'react';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import css from '../admin.module.css';

const ChangePassword = lazy(async () => ({ default: (await import('./ChangePassword.tsx')).ChangePassword }));

/** Oneself: roles, and another password. */
export function ProfilePage() {
  const { user, roles, organization } = useSession();
  return (
    <Page title={t('admin.profile.title')}>
      <Section title={user?.name ?? t('admin.profile.program')}>
        <div className={css.stack}>
          <Facts items={[[t('admin.member.email'), user?.email], [t('names.admin.organization.title'), organization.name], [t('shell.signUp.zone'), organization.time_zone]]} />
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
          <Suspense fallback={null}>
            <ChangePassword words={[user.name, user.email, organization.name]} />
          </Suspense>
        </Section>
      )}
    </Page>
  );
}
