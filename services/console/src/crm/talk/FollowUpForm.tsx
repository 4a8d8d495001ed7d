import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { AreaField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { meeting, type Fields } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useHold } from '../../ui/useStanding.ts';
import { membersQuery } from '../deals/queries.ts';
import { againValues, frequencies, readAgain, wrongAgain } from '../desk/again.ts';
import { AgainFields } from '../desk/AgainFields.tsx';
import { changeFollowUp } from '../desk/tasks.ts';
import { aboutFollowUp, isOpen } from './about.ts';
import { aboutOf, plan, type FollowUp, type Subject } from './data.ts';
import css from './talk.module.css';
import { parseTime, tomorrow } from './when.ts';

type Props = {
  readonly about?: Subject;
  /** The one that is changed; a new one is planned without it. */
  readonly shown?: FollowUp;
  /** Told while something is typed that is not saved. */
  readonly hold?: (dirty: boolean) => void;
  readonly onClose: () => void;
};

const nobody = () => undefined;
const reminders = ['0', '15', '60', '1440'] as const;

const valuesOf = (shown: FollowUp | undefined, me: string) => ({
  title: shown?.title ?? '',
  due_on: shown?.due_on ?? tomorrow(),
  due_time: shown?.due_time?.slice(0, 5) ?? '',
  owner_id: shown?.owner_id ?? me,
  priority: (shown?.priority ?? 'normal') as string,
  remind: shown?.remind_minutes_before?.toString() ?? '',
  note: shown?.note ?? '',
  ...againValues(shown?.recurrence),
});
type Values = ReturnType<typeof valuesOf>;

/** What is to be done, by when and by whom. */
export function FollowUpForm({ about, shown, hold = nobody, onClose }: Props) {
  const queries = useQueryClient();
  const { member_id } = useSession();
  const { data: members = [] } = useQuery(membersQuery);
  const initial = valuesOf(shown, member_id ?? '');
  const form = useForm({
    name: shown ? `crm.follow-up.${shown.follow_up_id}.${shown.version}` : `crm.follow-up.new.${about?.id ?? 'own'}`,
    initial,
    pointers: { again: '/recurrence', every: '/recurrence/interval', days: '/recurrence/weekdays', until: '/recurrence/until', count: '/recurrence/count', remind: '/remind_minutes_before' },
    validate: (values) => {
      const wrong = wrongAgain(values, values.due_on);
      return {
        title: values.title.trim() ? undefined : t('common.form.required'),
        due_on: values.due_on ? undefined : t('common.form.required'),
        due_time: !values.due_time.trim() || parseTime(values.due_time) ? undefined : t('talk.compose.timeWrong'),
        ...Object.fromEntries(wrong.map((field) => [field, t(`desk.again.${field}Wrong`)])),
      };
    },
    submit: (values, key): Promise<Versioned<FollowUp> | null> => {
      const body = requestOf(values);
      if (!shown) return plan({ ...body, about: about ? [aboutOf(about)] : [] }, key);
      const says = (one: FollowUp): Says => ({ status: one.status, ...requestOf(valuesOf(one, member_id ?? '')) });
      const { id, title, service, fields, base, fetch } = aboutFollowUp(shown);
      return meeting.save<Says, Versioned<FollowUp>>({
        id,
        title,
        service,
        fields: fields as Fields<Says>,
        base: { value: says(base.value), etag: base.etag },
        key,
        patch: changesOf(values, initial),
        can: isOpen,
        send: (patch, etag, sent) => changeFollowUp(id, patch, etag, sent),
        fetch: async () => {
          const now = await fetch();
          return { value: says(now.value), etag: now.etag };
        },
      });
    },
    onDone: (saved) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'follow-ups'] });
      if (saved) toast.done(t(shown ? 'desk.tasks.saved' : 'talk.followUp.planned', { title: saved.value.title }));
      onClose();
    },
  });
  useHold(hold, form.dirty);
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
      <AgainFields form={form} />
      <AreaField form={form} name="note" label={t('talk.compose.note')} />
    </FormFrame>
  );
}

type Request = Omit<Schema<'PlanFollowUp'>, 'about'>;
/** What is changed of one, and whether it is still open. */
type Says = Request & Pick<FollowUp, 'status'>;

function requestOf(values: Values): Request {
  const time = parseTime(values.due_time);
  return {
    title: values.title.trim(),
    due_on: values.due_on,
    due_time: time ? `${time}:00` : null,
    owner_id: values.owner_id || null,
    priority: values.priority as 'normal',
    recurrence: readAgain(values),
    remind_minutes_before: values.remind ? Number(values.remind) : null,
    note: values.note.trim() || null,
  };
}

/** What was changed, and no more: a day that is told again would begin a series anew. */
function changesOf(values: Values, before: Values): Partial<Request> {
  const { recurrence, ...body } = requestOf(values);
  const was = requestOf(before);
  const changed = Object.entries(body).filter(([name, value]) => value !== was[name as keyof typeof body]);
  return { ...Object.fromEntries(changed), ...(JSON.stringify(recurrence) === JSON.stringify(was.recurrence) ? {} : { recurrence }) };
}
