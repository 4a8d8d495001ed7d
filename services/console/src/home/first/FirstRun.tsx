import { IconBuildingSkyscraper, IconFileImport, IconTargetArrow, IconUsersPlus } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import css from '../home.module.css';
import { DemoStep } from './DemoStep.tsx';

/** The ways in, for an organisation that has nothing yet. Each disappears for who may not. */
export function FirstRun() {
  const { organization } = useSession();
  const may = useMay();
  const { routesByPath } = useRouter();
  return (
    <Section title={t('home.first.title', { name: organization.name })} bare>
      <ol className={css.steps}>
        {may('crm:deal:write') && (
          <Step icon={<IconTargetArrow size={24} aria-hidden />} title={t('home.first.deal')} what={t('home.first.dealWhat')}>
            {'/crm/accounts' in routesByPath && (
              <Link to={'/crm/accounts' as '/'} search={{ new: true } as never}>
                {t('home.first.accountDo')}
              </Link>
            )}
            <Link to="/crm/deals" search={{ new: true } as never}>
              {t('home.first.dealDo')}
            </Link>
          </Step>
        )}
        {may('crm:import') && '/crm/imports' in routesByPath && (
          <Step icon={<IconFileImport size={24} aria-hidden />} title={t('home.first.import')} what={t('home.first.importWhat')}>
            <Link to={'/crm/imports' as '/'}>{t('home.first.importDo')}</Link>
          </Step>
        )}
        {may('identity:member:manage') && (
          <Step icon={<IconUsersPlus size={24} aria-hidden />} title={t('home.first.people')} what={t('home.first.peopleWhat')}>
            <Link to="/admin/members" search={{ new: true }}>
              {t('home.first.peopleDo')}
            </Link>
          </Step>
        )}
        <Step icon={<IconBuildingSkyscraper size={24} aria-hidden />} title={t('home.first.demo')} what={t('home.first.demoWhat')}>
          <DemoStep />
        </Step>
      </ol>
    </Section>
  );
}

function Step({ icon, title, what, children }: { icon: ReactNode; title: string; what: string; children: ReactNode }) {
  return (
    <li>
      {icon}
      <h3>{title}</h3>
      <p>{what}</p>
      {children}
    </li>
  );
}
