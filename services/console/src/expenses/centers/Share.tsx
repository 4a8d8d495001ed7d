import { useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { useSession } from '../../shell/session.ts';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { useHold } from '../../ui/useStanding.ts';
import { changeSettings, settingsQuery } from './queries.ts';

type Settings = Schema<'ExpenseSettings'>;

/** Which part of a contract its project may cost. */
export function Share({ base, hold }: { readonly base: Versioned<Settings>; readonly hold: (dirty: boolean) => void }) {
  const { value } = base;
  const { org_id } = useSession().organization;
  const queries = useQueryClient();
  const form = useForm({
    name: 'expenses.settings',
    initial: { share: number(value.cost_budget_share, 4) },
    pointers: { share: '/cost_budget_share' },
    validate: ({ share }) => {
      const read = parseAmount(share);
      return { share: read === null || read.startsWith('-') || Number(read) > 100 ? t('expenses.settings.shareNeeded') : undefined };
    },
    submit: ({ share }, key) =>
      meeting.save<Settings, Versioned<Settings>>({
        service: 'expenses',
        id: org_id,
        title: t('expenses.settings.title'),
        fields: { cost_budget_share: { label: t('expenses.settings.share'), show: (one) => number(one, 4) } },
        base,
        key,
        patch: { cost_budget_share: parseAmount(share) ?? share },
        whole: true,
        send: (patch, etag, sent) => changeSettings(patch as Settings, sent, etag),
        fetch: () => queries.fetchQuery({ ...settingsQuery, staleTime: 0 }),
      }),
    onDone: (saved) => {
      hold(false);
      if (!saved) return;
      queries.setQueryData(settingsQuery.queryKey, saved);
      toast.done(t('expenses.settings.saved'));
    },
  });
  useHold(hold, form.dirty);
  return (
    <FormFrame form={form} submitLabel={t('common.save')}>
      <TextField form={form} name="share" label={t('expenses.settings.share')} hint={t('expenses.settings.shareHint')} required />
    </FormFrame>
  );
}
