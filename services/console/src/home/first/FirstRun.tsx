import { IconBuildingSkyscraper, IconCircleCheck, IconFileImport, IconTargetArrow, IconUsersPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { LightButton } from '../../ui/light.tsx';
import { Section } from '../../ui/Page.tsx';
import css from '../home.module.css';
import { DemoStep } from './DemoStep.tsx';
import { importedQuery, joinedQuery } from './queries.ts';

type Props = {
  /** Whether something is there by now: then what was done is ticked, and all of it can be put away. */
  readonly begun: boolean;
  readonly onAway: () => void;
};

/** The ways in, for an organisation that has nothing yet. Each disappears for who may not. */
export function FirstRun({ begun, onAway }: Props) {
  const { organization } = useSession();
  const may = useMay();
  const { data: imported } = useQuery({ ...importedQuery, enabled: begun && may('crm:import') });
  const { data: joined } = useQuery({ ...joinedQuery, enabled: begun && may('identity:member:manage') });
  const away = begun && <LightButton onClick={onAway}>{t('home.first.away')}</LightButton>;
  const { routesByPath } = useRouter();
  return (
    <Section title={begun ? t('home.first.next') : t('home.first.title', { name: organization.name })} aside={away} bare>
      <ol className={css.steps}>
        {may('crm:deal:write') && (
          <Step icon={<IconTargetArrow size={24} aria-hidden />} done={begun} title={t('home.first.deal')} what={t('home.first.dealWhat')}>
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
          <Step icon={<IconFileImport size={24} aria-hidden />} done={imported} title={t('home.first.import')} what={t('home.first.importWhat')}>
            <Link to={'/crm/imports' as '/'}>{t('home.first.importDo')}</Link>
          </Step>
        )}
        {may('identity:member:manage') && (
          <Step icon={<IconUsersPlus size={24} aria-hidden />} done={joined} title={t('home.first.people')} what={t('home.first.peopleWhat')}>
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

type StepProps = { readonly icon: ReactNode; readonly title: string; readonly what: string; readonly done?: boolean | undefined; readonly children: ReactNode };
function Step({ icon, title, what, done, children }: StepProps) {
  return (
    <li data-done={done || undefined}>
      {done ? <IconCircleCheck size={24} aria-label={t('home.first.done')} role="img" /> : icon}
      <h3>{title}</h3>
      {!done && <p>{what}</p>}
      {children}
    </li>
  );
}
