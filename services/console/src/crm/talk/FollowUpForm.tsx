import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { AreaField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { aboutOf, plan, type Subject } from './data.ts';
import css from './talk.module.css';
import { parseTime, tomorrow } from './when.ts';

type Props = { readonly about?: Subject; readonly onClose: () => void };

const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const;
const reminders = ['0', '15', '60', '1440'] as const;

/** What is to be done, by when and by whom. */
export function FollowUpForm({ about, onClose }: Props) {
  const queries = useQueryClient();
  const { member_id } = useSession();
  const { data: members = [] } = useQuery(membersQuery);
  const form = useForm({
    name: `crm.follow-up.new.${about?.id ?? 'own'}`,
    initial: { title: '', due_on: tomorrow(), due_time: '', owner_id: member_id ?? '', priority: 'normal', again: '', remind: '', note: '' },
    pointers: { again: '/recurrence', remind: '/remind_minutes_before' },
    validate: (values) => ({
      title: values.title.trim() ? undefined : t('common.form.required'),
      due_on: values.due_on ? undefined : t('common.form.required'),
      due_time: !values.due_time.trim() || parseTime(values.due_time) ? undefined : t('talk.compose.timeWrong'),
    }),
    submit: (values, key) => {
      const time = parseTime(values.due_time);
      const body = {
        title: values.title.trim(),
        due_on: values.due_on,
        due_time: time ? `${time}:00` : null,
        owner_id: values.owner_id || null,
        priority: values.priority as 'normal',
        recurrence: values.again ? { frequency: values.again as 'daily' } : null,
        remind_minutes_before: values.remind ? Number(values.remind) : null,
        note: values.note.trim() || null,
        about: about ? [aboutOf(about)] : [],
      } satisfies Schema<'PlanFollowUp'>;
      return plan(body, key);
    },
    onDone: ({ value }) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'follow-ups'] });
      toast.done(t('talk.followUp.planned', { title: value.title }));
      onClose();
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('talk.compose.save')} onCancel={onClose}>
      <TextField form={form} name="title" label={t('talk.followUp.title')} required autoFocus />
      <div className={css.fields}>
        <DayField form={form} name="due_on" label={t('talk.followUp.due')} required />
        <TextField form={form} name="due_time" label={t('talk.followUp.time')} />
        <ChoiceField
          form={form}
          name="remind"
          label={t('talk.followUp.remind')}
          options={reminders.map((value) => ({ value, label: t(`talk.followUp.remind.${value}`) }))}
          clearable
        />
      </div>
      <div className={css.fields}>
        <ChoiceField form={form} name="owner_id" label={t('talk.followUp.owner')} options={members.map((one) => ({ value: one.member_id, label: one.name }))} />
        <ChoiceField form={form} name="priority" label={t('talk.followUp.priority')} options={(['high', 'normal', 'low'] as const).map((value) => ({ value, label: t(`talk.followUp.${value}`) }))} />
        <ChoiceField form={form} name="again" label={t('talk.followUp.again')} options={frequencies.map((value) => ({ value, label: t(`talk.followUp.again.${value}`) }))} clearable />
      </div>
      <AreaField form={form} name="note" label={t('talk.compose.note')} />
    </FormFrame>
  );
}
