import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { parseDuration, typedAmount } from '../../i18n/parse.ts';
import type { Schema, Versioned } from '../../api/client.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import { toast } from '../../ui/toasts.tsx';
import { projectQuery, type Project } from '../queries.ts';
import { createProject, saveProject } from './queries.ts';

type Values = { name: string; budget_hours: string; budget_amount: string; starts_on: string };

const check = (values: Values) => ({
  name: values.name.trim() ? undefined : t('common.form.required'),
  budget_hours: values.budget_hours && hoursTyped(values.budget_hours) === null ? t('projects.time.refused.unreadable') : undefined,
  budget_amount: values.budget_amount && amountOf(values.budget_amount) === null ? t('common.inline.amount') : undefined,
});
/** Budgets are whole hours more often than not, and may be thousands. */
export const hoursTyped = (typed: string) => (/^\d{1,5}([.,]\d{1,4})?$/.test(typed.trim()) ? typed.trim().replace(',', '.') : parseDuration(typed));

/** A project that no deal is behind: internal work, or work whose deal is kept elsewhere. */
export function NewProject({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (id: string) => void }) {
  const queries = useQueryClient();
  const currency = useSession().organization.base_currency;
  const form = useForm<Values, Versioned<Project>>({
    name: 'projects.project.new',
    initial: { name: '', budget_hours: '', budget_amount: '', starts_on: '' },
    validate: check,
    submit: (values, key) => {
      const amount = amountOf(values.budget_amount);
      const body = {
        name: values.name.trim(),
        budget_hours: hoursTyped(values.budget_hours || '0') ?? '0',
        budget_amount: amount === null ? null : { amount, currency },
        starts_on: values.starts_on || null,
      } satisfies Schema<'CreateProject'>;
      return createProject(body, key);
    },
    onDone: ({ value }) => {
      void queries.invalidateQueries({ queryKey: ['projects', 'projects'] });
      toast.done(t('projects.project.made', { name: value.name }));
      onMade(value.project_id);
    },
  });
  return (
    <Dialog title={t('names.projects.project.new')} lead={t('projects.project.newHint')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.project.make')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('projects.project.name')} required autoFocus />
        <TextField form={form} name="budget_hours" label={t('projects.project.budgetHours')} />
        <AmountField form={form} name="budget_amount" label={t('projects.project.budget')} currency={currency} />
        <DayField form={form} name="starts_on" label={t('projects.project.starts')} hint={t('projects.project.startsHint')} />
      </FormFrame>
    </Dialog>
  );
}

type EditProps = { readonly base: Versioned<Project>; readonly onClose: () => void };

/** Changes what may change of a project; only the fields that were touched are sent. */
export function EditProject({ base: now, onClose }: EditProps) {
  const base = useOpened(now);
  const queries = useQueryClient();
  const { value } = base;
  const initial = { name: value.name, budget_hours: value.budget_hours === '0' ? '' : typedAmount(value.budget_hours), budget_amount: typedAmount(value.budget_amount.amount), starts_on: value.starts_on };
  const form = useForm<Values, Versioned<Project> | null>({
    name: `projects.project.${value.project_id}`,
    initial,
    validate: check,
    submit: (values, key) => {
      const amount = amountOf(values.budget_amount);
      const patch: Partial<Project> = {
        ...(values.name === initial.name ? {} : { name: values.name.trim() }),
        ...(values.budget_hours === initial.budget_hours ? {} : { budget_hours: hoursTyped(values.budget_hours || '0') ?? '0' }),
        ...(values.budget_amount === initial.budget_amount ? {} : { budget_amount: { amount: amount ?? '0', currency: value.currency } }),
        ...(values.starts_on === initial.starts_on || !values.starts_on ? {} : { starts_on: values.starts_on }),
      };
      return saveProject(queries, base, patch, key);
    },
    onDone: (saved) => {
      if (saved) {
        queries.setQueryData(projectQuery(value.project_id).queryKey, saved);
        toast.done(t('projects.project.saved', { name: saved.value.name }));
      }
      void queries.invalidateQueries({ queryKey: ['projects', 'projects', 'list'] });
      onClose();
    },
  });
  return (
    <Dialog title={t('projects.project.edit')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('projects.project.name')} required autoFocus />
        <TextField form={form} name="budget_hours" label={t('projects.project.budgetHours')} />
        <AmountField form={form} name="budget_amount" label={t('projects.project.budget')} currency={value.currency} />
        <DayField form={form} name="starts_on" label={t('projects.project.starts')} />
      </FormFrame>
    </Dialog>
  );
}
