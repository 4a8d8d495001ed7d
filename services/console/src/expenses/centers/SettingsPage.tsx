import { useQuery } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { listed, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { useStanding } from '../../ui/useStanding.ts';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { categoryName } from '../claims/categories.ts';
import css from '../claims/claims.module.css';
import { categoriesQuery } from '../claims/queries.ts';
import { settingsQuery } from './queries.ts';
import { later } from '../../ui/soon.ts';

const Share = later(() => import('./Share.tsx'), 'Share');

/** What the organisation decides about expenses, and the categories there are. */
export function SettingsPage() {
  const { data, error, refetch } = useQuery(settingsQuery);
  const may = useMay();
  const manages = may('expenses:cost_center:manage');
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (
    <Page title={t('expenses.settings.title')}>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Section title={t('expenses.settings.budget')} aside={may('billing:read') && <Export service="expenses" list="budgets" />}>
          {manages ? (
            <Standing settings={data} />
          ) : (
            <>
              <Facts items={[[t('expenses.settings.share'), number(data.value.cost_budget_share, 4)]]} />
              <p className={css.lead}>{t('common.readOnly')}</p>
            </>
          )}
        </Section>
      ) : (
        <Waiting columns={1} label={t('expenses.settings.title')} />
      )}
      <Section title={t('expenses.settings.categories')} aside={<Export rows={categories.length} service="expenses" list="categories" />}>
        <p className={css.lead}>{listed(categories.map((one) => categoryName(one.code, one.name)))}</p>
      </Section>
    </Page>
  );
}

function Standing({ settings }: { readonly settings: Versioned<Schema<'ExpenseSettings'>> }) {
  const { base, hold } = useStanding(settings);
  return <Share key={base.etag} base={base} hold={hold} />;
}
