import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, ChoiceField, FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { resolveDecision, type Decision } from './queries.ts';

const actions = ['resume', 'complete', 'cancel'] as const;

export function ResolveDecision({ decision, onClose }: { readonly decision: Decision; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    name: `projects.decision.${decision.decision_id}`,
    initial: { action: '', note: '' },
    validate: ({ action }) => ({ action: action ? undefined : t('common.form.required') }),
    submit: ({ action, note }, key) =>
      resolveDecision(decision.decision_id, { action: actions.find((one) => one === action) ?? 'resume', note: note.trim() || null }, key),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['projects'] });
      toast.done(t('projects.decision.done', { name: decision.project_name }));
      onClose();
    },
  });
  return (
    <Dialog title={t('projects.decision.of', { name: decision.project_name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.decision.decide')} onCancel={onClose}>
        <p>{decision.reason}</p>
        <ChoiceField form={form} name="action" label={t('projects.decision.how')} required options={actions.map((value) => ({ value, label: t(`projects.decision.${value}`) }))} />
        <AreaField form={form} name="note" label={t('projects.decision.note')} />
      </FormFrame>
    </Dialog>
  );
}
