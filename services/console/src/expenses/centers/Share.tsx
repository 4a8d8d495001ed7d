import { useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { changeSettings, settingsQuery } from './queries.ts';

/** Which part of a contract its project may cost. */
export function Share({ settings: { value, etag } }: { settings: Versioned<Schema<'ExpenseSettings'>> }) {
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
