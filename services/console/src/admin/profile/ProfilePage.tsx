import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import css from '../admin.module.css';
import { later } from '../../ui/soon.ts';

const CalendarFeed = later(() => import('./CalendarFeed.tsx'), 'CalendarFeed');
const Places = later(() => import('./Places.tsx'), 'Places');
const ChangePassword = later(() => import('./ChangePassword.tsx'), 'ChangePassword');

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
          <CalendarFeed />
        </Section>
      )}
      {user && (
        <Section title={t('admin.places.title')}>
          <Places email={user.email} />
        </Section>
      )}
      {user && (
        <Section title={t('admin.password.title')}>
          <ChangePassword words={[user.name, user.email, organization.name]} />
        </Section>
      )}
    </Page>
  );
}
