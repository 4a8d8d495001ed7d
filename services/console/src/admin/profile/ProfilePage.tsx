import { lazy, Suspense } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import css from '../admin.module.css';

const CalendarFeed = lazy(async () => ({ default: (await import('./CalendarFeed.tsx')).CalendarFeed }));
const Places = lazy(async () => ({ default: (await import('./Places.tsx')).Places }));
const ChangePassword = lazy(async () => ({ default: (await import('./ChangePassword.tsx')).ChangePassword }));

/** Oneself: roles, the calendar, the organisations one works in, and another password. */
export function ProfilePage() {
  const { user, roles, organization, member_id } = useSession();
  const may = useMay();
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
      {member_id && may('crm:read') && (
        <Section title={t('admin.calendar.title')}>
          <Suspense fallback={null}>
            <CalendarFeed />
          </Suspense>
        </Section>
      )}
      {user && (
        <Section title={t('admin.places.title')}>
          <Suspense fallback={null}>
            <Places email={user.email} />
          </Suspense>
        </Section>
      )}
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
