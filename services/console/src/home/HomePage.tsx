import { useQuery } from '@tanstack/react-query';
import { t } from '../i18n/index.ts';
import { useMay, useSession } from '../shell/session.ts';
import { Page } from '../ui/Page.tsx';
import { LedgerFigures } from './figures/LedgerFigures.tsx';
import { useGuide } from './first/guide.ts';
import { emptyQuery } from './first/queries.ts';
import { Waiting } from './waiting/Waiting.tsx';
import { later } from '../ui/soon.ts';

const FirstRun = later(() => import('./first/FirstRun.tsx'), 'FirstRun');
const MyFigures = later(() => import('./figures/MyFigures.tsx'), 'MyFigures');
const SalesFigures = later(() => import('./figures/SalesFigures.tsx'), 'SalesFigures');

/** Where a day begins: what waits for one, then the figures one may see. */
export function HomePage() {
  const may = useMay();
  const { member_id, organization } = useSession();
  const { data: empty } = useQuery({ ...emptyQuery, enabled: may('crm:read') && may('projects:read') });
  const guide = useGuide(organization.org_id, empty);
  return (
    <Page title={t('shell.menu.home')}>
      {guide.shown && <FirstRun begun={!empty} onAway={guide.away} />}
      <Waiting />
      {may('reporting:read') && !empty && <LedgerFigures />}
      {!may('reporting:read') && may('crm:deal:write') && member_id && <SalesFigures member={member_id} />}
      {!may('reporting:read') && !may('crm:deal:write') && may('projects:time:log') && member_id && <MyFigures member={member_id} />}
    </Page>
  );
}
