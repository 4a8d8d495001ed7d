import { useQueryClient } from '@tanstack/react-query';
import { etagOf } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { useOpened } from '../../ui/useOpened.ts';
import { fetchRules, keepRules, type Rules } from './data.ts';

const days = (typed: string) => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN);
const wrong = (typed: string) => (days(typed) >= 1 && days(typed) <= 3650 ? undefined : t('talk.forgotten.days'));

/** After how many days something counts as forgotten, for the whole organisation. */
export function RulesDialog({ rules: now, onClose }: { readonly rules: Rules; readonly onClose: () => void }) {
  const rules = useOpened(now);
  const { org_id } = useSession().organization;
  const queries = useQueryClient();
  const form = useForm({
    name: 'crm.forgotten.rules',
    initial: { stale: String(rules.stale_after_days), quiet: String(rules.quiet_after_days) },
    pointers: { stale: '/stale_after_days', quiet: '/quiet_after_days' },
    validate: ({ stale, quiet }) => ({ stale: wrong(stale), quiet: wrong(quiet) }),
    submit: ({ stale, quiet }, key) =>
      meeting.save<Rules, unknown>({
        service: 'crm',
        id: org_id,
        title: t('talk.forgotten.rulesTitle'),
        fields: { stale_after_days: { label: t('talk.forgotten.staleAfter') }, quiet_after_days: { label: t('talk.forgotten.quietAfter') } },
        base: { value: rules, etag: etagOf(rules) },
        key,
        patch: { stale_after_days: days(stale), quiet_after_days: days(quiet) },
        whole: true,
        send: ({ stale_after_days = rules.stale_after_days, quiet_after_days = rules.quiet_after_days }, etag, sent) => keepRules({ stale_after_days, quiet_after_days }, etag, sent),
        fetch: fetchRules,
      }),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['crm', 'deals', 'forgotten'] });
      onClose();
    },
  });
  return (
    <Dialog title={t('talk.forgotten.rulesTitle')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="stale" label={t('talk.forgotten.staleAfter')} required autoFocus />
        <TextField form={form} name="quiet" label={t('talk.forgotten.quietAfter')} required />
      </FormFrame>
    </Dialog>
  );
}
