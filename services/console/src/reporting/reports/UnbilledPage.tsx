import { t } from '../../i18n/index.ts';
import { unbilledQuery } from './queries.ts';
import { ReportPage } from './ReportPage.tsx';

/** What is delivered and not invoiced yet, by project. */
export function UnbilledPage() {
  return (
    <ReportPage
      title={t('reporting.unbilled.title')}
      rowLabel={t('reporting.by.project')}
      measures={[{ key: 'unbilled_work', label: t('reporting.account.unbilled_work'), kind: 'figure' }]}
      main="unbilled_work"
      query={unbilledQuery}
      file="unbilled-work"
      exported={{ list: 'unbilled-work' }}
      empty={t('reporting.unbilled.what')}
      begin={{ to: '/projects', label: t('names.projects.title'), permission: 'projects:read' }}
    />
  );
}
