import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { LineFields, lineErrors } from './LineFields.tsx';
import { emptyLine, linePointers, toNewLine, type LineValues } from './lines.ts';
import { claimQuery, draftClaim } from './queries.ts';

/** What a claim is for, and the first thing that was bought. */
export function NewClaim() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { organization } = useSession();
  const form = useForm<LineValues & { title: string }, Awaited<ReturnType<typeof draftClaim>>>({
    name: 'expenses.claim.new',
    initial: { title: '', ...emptyLine(today(), organization.base_currency) },
    pointers: { title: '/title', ...linePointers(0) },
    validate: (values) => ({ title: values.title.trim() ? undefined : t('common.form.required'), ...lineErrors(values) }),
    submit: (values, key) => draftClaim({ title: values.title.trim(), lines: [toNewLine(values)] }, key),
    onDone: (claim) => {
      queries.setQueryData(claimQuery(claim.value.claim_id).queryKey, claim);
      void queries.invalidateQueries({ queryKey: ['expenses', 'claims', 'list'] });
      void navigate({ to: '/expenses/$claimId', params: { claimId: claim.value.claim_id }, replace: true });
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('expenses.claim.make')} onCancel={() => void navigate({ to: '/expenses' })}>
      <TextField form={form} name="title" label={t('expenses.claim.title')} hint={t('expenses.claim.titleHint')} required autoFocus />
      <LineFields form={form} currencies />
    </FormFrame>
  );
}
