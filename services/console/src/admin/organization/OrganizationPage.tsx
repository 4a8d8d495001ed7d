import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schema, Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { useStanding } from '../../ui/useStanding.ts';
import { organizationQuery } from '../queries.ts';
import { OwnFacts } from './OwnFacts.tsx';
import { later } from '../../ui/soon.ts';

const Own = later(() => import('./Own.tsx'), 'Own');

/** The organisation's own data. */
export function OrganizationPage() {
  const { data, error, refetch } = useQuery(organizationQuery);
  const manages = useMay()('identity:organization:manage');
  return (
    <Page title={t('names.admin.organization.title')} lead={manages && <Link to="/import">{t('names.home.import.title')}</Link>}>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data ? (
        manages ? (
          <Standing own={data} />
        ) : (
          <OwnFacts own={data.value} />
        )
      ) : (
        <Waiting columns={1} label={t('names.admin.organization.title')} />
      )}
    </Page>
  );
}

function Standing({ own }: { readonly own: Versioned<Schema<'OrganizationView'>> }) {
  const { base, hold } = useStanding(own);
  return <Own key={base.etag} own={base} hold={hold} />;
}
