import { t } from '../i18n/index.ts';
import { Empty } from '../ui/Empty.tsx';
import { Page } from '../ui/Page.tsx';

/** Where a day begins. */
export function HomePage() {
  return (
    <Page title={t('shell.menu.home')}>
      <Empty kind="nothing" title={t('shell.home.nothing')} what={t('shell.home.what')} />
    </Page>
  );
}
