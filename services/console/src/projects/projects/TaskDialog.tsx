import { useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { typedAmount } from '../../i18n/parse.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import { toast } from '../../ui/toasts.tsx';
import { projectQuery, type Project } from '../queries.ts';
import { hoursTyped } from './NewProject.tsx';
import { addTask, changeTask } from './queries.ts';
import type { Task } from './Tasks.tsx';

type Props = { readonly base: Versioned<Project>; readonly task: Task | undefined; readonly onClose: () => void };
const kinds = ['hourly', 'included', 'non_billable'] as const;

/** A new task says how it is billed; later only its name and its plan may change. */
export function TaskDialog({ onClose, ...now }: Props) {
  const { base, task } = useOpened(now);
  const queries = useQueryClient();
  const { project_id, currency, deal_id } = base.value;
  const form = useForm({
    name: task ? `projects.task.${task.task_id}` : `projects.task.new.${project_id}`,
    initial: { name: task?.name ?? '', planned_hours: task && task.planned_hours !== '0' ? typedAmount(task.planned_hours) : '', kind: deal_id ? 'included' : 'non_billable', rate: '', vat_rate: '' },
    pointers: { rate: '/billing/rate', vat_rate: '/billing/vat_rate', kind: '/billing' },
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      planned_hours: values.planned_hours && hoursTyped(values.planned_hours) === null ? t('projects.time.refused.unreadable') : undefined,
      rate: !task && values.kind === 'hourly' && amountOf(values.rate) === null ? t('common.inline.amount') : undefined,
      vat_rate: !task && values.kind === 'hourly' && amountOf(values.vat_rate) === null ? t('projects.task.vatNeeded') : undefined,
    }),
    submit: ({ name, planned_hours: typed, kind, rate, vat_rate }, key): Promise<Versioned<Project> | null> => {
      const planned_hours = hoursTyped(typed || '0') ?? '0';
      if (task) return changeTask(queries, base, task.task_id, { name: name.trim(), planned_hours }, key);
      const billing: Schema<'AddTask'>['billing'] =
        kind === 'hourly' ? { kind, rate: { amount: amountOf(rate) ?? '0', currency }, vat_rate: amountOf(vat_rate) ?? '0' } : { kind: kind === 'included' ? 'included' : 'non_billable' };
      return addTask(base.value, { name: name.trim(), planned_hours, billing }, key);
    },
    onDone: (saved) => {
      if (saved) queries.setQueryData(projectQuery(project_id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['projects', 'projects', 'active'] });
      if (saved) toast.done(task ? t('projects.task.saved', { name: form.values.name }) : t('projects.task.made', { name: form.values.name }));
      onClose();
    },
  });
  return (
    <Dialog title={task ? t('projects.task.edit') : t('projects.task.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={task ? t('common.save') : t('projects.task.add')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('projects.task.name')} required autoFocus />
        <TextField form={form} name="planned_hours" label={t('projects.task.planned')} />
        {!task && <ChoiceField form={form} name="kind" label={t('projects.task.billing')} options={kinds.map((value) => ({ value, label: t(`projects.billing.${value}`) }))} />}
        {!task && form.values.kind === 'hourly' && (
          <>
            <AmountField form={form} name="rate" label={t('projects.task.rate')} currency={currency} perUnit required />
            <TextField form={form} name="vat_rate" label={t('projects.task.vat')} required />
          </>
        )}
      </FormFrame>
    </Dialog>
  );
}
