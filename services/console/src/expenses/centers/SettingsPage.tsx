import { useQuery, useQueryClient } from '@tanstack/react-query';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import type { Schema, Versioned } from '../../api/client.ts';
import { Failure } from '../../ui/Empty.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { categoryName } from '../claims/LineFields.tsx';
import { categoriesQuery } from '../claims/queries.ts';
import { changeSettings, settingsQuery } from './queries.ts';

/** What the organisation decides about expenses, and the categories there are. */
export function SettingsPage() {
  const { data, error, refetch } = useQuery(settingsQuery);
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (
    <Page title={t('expenses.settings.title')}>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Section title={t('expenses.settings.budget')}>
          <Share key={data.value.cost_budget_share} settings={data} />
        </Section>
      ) : (
        <Waiting columns={1} label={t('expenses.settings.title')} />
      )}
      <Section title={t('expenses.settings.categories')}>
        <Facts items={categories.map((one) => [categoryName(one.code, one.name), one.code] as const)} />
      </Section>
    </Page>
  );
}

function Share({ settings: { value, etag } }: { settings: Versioned<Schema<'ExpenseSettings'>> }) {
  const queries = useQueryClient();
  const form = useForm({
    name: 'expenses.settings',
    initial: { share: number(value.cost_budget_share, 4) },
    pointers: { share: '/cost_budget_share' },
    validate: ({ share }) => {
      const read = parseAmount(share);
      return { share: read === null || read.startsWith('-') || Number(read) > 100 ? t('expenses.settings.shareNeeded') : undefined };
    },
    submit: ({ share }, key) => changeSettings({ cost_budget_share: parseAmount(share) ?? share }, key, etag),
    onDone: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      toast.done(t('expenses.settings.saved'));
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('common.save')}>
      <TextField form={form} name="share" label={t('expenses.settings.share')} hint={t('expenses.settings.shareHint')} required />
    </FormFrame>
  );
}
