import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { importRoute } from '../routes.ts';
import { ChooseFiles } from './ChooseFiles.tsx';
import { mayImport } from './permissions.ts';
import { later } from '../../ui/soon.ts';

// Seen once files were brought; choosing them needs none of it.
const Progress = later(() => import('./Progress.tsx'), 'Progress');

/** A sales pipeline out of another CRM: choose the files, watch them come in, read what became of each row. */
export function ImportPage() {
  const { id } = importRoute.useSearch();
  const navigate = useNavigate({ from: importRoute.fullPath });
  const may = useMay();
  const show = (next: string | undefined) => void navigate({ search: (before) => ({ ...before, id: next }) });
  return (
    <Page title={t('names.home.import.title')}>
      {!mayImport(may) ? (
        <Empty kind="off" title={t('imports.mayNot')} who={t('imports.who')} />
      ) : id ? (
        <Progress key={id} id={id} onAgain={() => show(undefined)} />
      ) : (
        <ChooseFiles onBegun={show} />
      )}
    </Page>
  );
}
