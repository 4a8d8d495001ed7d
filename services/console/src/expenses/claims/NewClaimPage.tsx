import { t } from '../../i18n/index.ts';
import { Page, Section } from '../../ui/Page.tsx';
import css from './claims.module.css';
import { later } from '../../ui/soon.ts';

const NewClaim = later(() => import('./NewClaim.tsx'), 'NewClaim');

/** A claim begins with what it is for and the first thing that was bought. Receipts follow on its page. */
export function NewClaimPage() {
  return (
    <Page title={t('names.expenses.claim.new')}>
      <Section title={t('expenses.claim.first')}>
        <p className={css.lead}>{t('expenses.claim.firstWhat')}</p>
        <NewClaim />
      </Section>
    </Page>
  );
}
