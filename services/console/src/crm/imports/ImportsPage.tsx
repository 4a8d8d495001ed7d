import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Page } from '../../ui/Page.tsx';
import { importsRoute } from '../routes.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { ImportList } from './ImportList.tsx';
import { ImportSteps } from './ImportSteps.tsx';

/** Files that become leads, contacts, accounts and deals: a new one, those that were, and one from choosing its columns to undoing it. */
export function ImportsPage() {
  const { id } = importsRoute.useSearch() as { id?: string };
  const navigate = useNavigate({ from: importsRoute.fullPath });
  const mayImport = useMay()('crm:import');
  const show = (next: string | undefined) => void navigate({ search: (next ? { id: next } : {}) as never });
  if (id) return <ImportSteps key={id} id={id} onLeave={() => show(undefined)} />;
  return (
    <Page title={t('names.crm.imports')}>
      {mayImport && <ChooseFile onReceived={show} />}
      <ImportList onOpen={show} />
    </Page>
  );
}
