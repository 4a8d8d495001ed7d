import { useQuery, useQueryClient } from '@tanstack/react-query';
import { etagOf, type Schema } from '../../api/client.ts';
import { date, instant, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { meeting, type Fields } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useOpened } from '../../ui/useOpened.ts';
import { membersQuery } from '../deals/queries.ts';
import { fetchActivity } from './about.ts';
import { aboutOf, correct, record, type Said, type Subject } from './data.ts';
import { MentionField } from './MentionField.tsx';
import { mentioned, type Person } from './mentions.ts';
import css from './talk.module.css';
import { at, dayOf, parseTime } from './when.ts';

type Content = Schema<'ContentRequest'>;
type Sort = 'note' | 'call' | 'meeting';
type Props = { readonly sort: Sort; readonly onClose: () => void } & (
  | { readonly subject: Subject; readonly shown?: never }
  /** What was written down before, to be corrected. */
  | { readonly shown: Said; readonly subject?: never }
);

const fresh = () => ({ text: '', direction: 'outgoing', outcome: 'reached', minutes: '', title: '', place: '', day: today(), from: '10:00', until: '11:00' });
type Values = ReturnType<typeof fresh>;

/** The fields of what was written down. */
type Written = Pick<Said, 'content' | 'happened_at'>;
function valuesOf({ content, happened_at }: Written): Values {
  const known = { ...fresh(), text: content && 'text' in content ? (content.text ?? '') : '' };
  if (content?.kind === 'call') return { ...known, direction: content.direction, outcome: content.outcome, minutes: content.duration_minutes?.toString() ?? '' };
  if (content?.kind !== 'meeting') return known;
  const clock = (moment: string) => instant(moment, 'time');
  return { ...known, title: content.title, place: content.place ?? '', day: dayOf(happened_at), from: clock(happened_at), until: content.ends_at ? clock(content.ends_at) : '' };
}

const pointers = { text: '/content/text', minutes: '/content/duration_minutes', title: '/content/title', place: '/content/place', day: '/happened_at', until: '/content/ends_at' };

/** A note, a call or a meeting, with as few fields as it takes. */
export function ActivityForm({ sort, onClose, ...now }: Props) {
  const { shown, subject } = useOpened(now);
  const queries = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const form = useForm<Values, unknown>({
    name: shown ? `crm.talk.correct.${shown.activity_id}.${shown.version}` : `crm.talk.${sort}.${subject.id}`,
    initial: shown ? valuesOf(shown) : fresh(),
    pointers,
    validate: (values) => wrong(sort, values),
    submit: (values, key) => {
      const when = sort === 'meeting' ? { happened_at: at(values.day, parseTime(values.from) ?? '') } : {};
      const people = mentioned(values.text, members).map((one) => one.member_id);
      if (shown) return corrected(sort, shown, values, members, key);
      return record({ about: [aboutOf(subject)], content: content(sort, values), mentions: people, ...when } satisfies Schema<'RecordActivity'>, key);
    },
    onDone: (saved) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'activities'] });
      void queries.invalidateQueries({ queryKey: ['crm', 'follow-ups', 'day'] });
      if (saved) toast.done(t(shown ? 'talk.correct.done' : 'talk.compose.saved'));
      onClose();
    },
  });
  const option = (value: 'outgoing' | 'incoming') => ({ value, label: t(`talk.compose.direction.${value}`) });
  return (
    <FormFrame form={form} submitLabel={t('talk.compose.save')} onCancel={onClose}>
      {sort === 'call' && (
        <div className={css.fields}>
          <ChoiceField form={form} name="direction" label={t('talk.compose.direction')} options={[option('outgoing'), option('incoming')]} />
          <ChoiceField
            form={form}
            name="outcome"
            label={t('talk.compose.outcome')}
            options={(['reached', 'no_answer', 'left_message', 'wrong_number'] as const).map((value) => ({ value, label: t(`talk.outcome.${value}`) }))}
          />
          <TextField form={form} name="minutes" label={t('talk.compose.minutes')} />
        </div>
      )}
      {sort === 'meeting' && (
        <>
          <TextField form={form} name="title" label={t('talk.compose.meeting.title')} required autoFocus />
          <div className={css.fields}>
            <DayField form={form} name="day" label={t('talk.compose.day')} required />
            <TextField form={form} name="from" label={t('talk.compose.from')} required />
            <TextField form={form} name="until" label={t('talk.compose.until')} />
          </div>
          <TextField form={form} name="place" label={t('talk.compose.place')} />
        </>
      )}
      <MentionField
        id={form.id('text')}
        label={sort === 'meeting' ? t('talk.compose.agenda') : t('talk.compose.text')}
        hint={t('talk.compose.text.hint')}
        value={form.values.text}
        error={form.errors.text}
        people={members}
        autoFocus={sort !== 'meeting'}
        onChange={(text) => form.set({ text })}
      />
    </FormFrame>
  );
}

/** What is corrected, as it is typed; and what is not asked here, and stays: whether it is still there, and who takes part in a meeting. */
type Says = Values & { readonly gone: boolean; readonly members: string[] };
const saysOf = (said: Written): Says => ({ ...valuesOf(said), gone: !said.content, members: said.content?.kind === 'meeting' ? said.content.members : [] });

/** Corrects it on what was seen. The service takes all of it at once; what somebody else corrected meanwhile is in it. */
function corrected(sort: Sort, shown: Said, values: Values, members: readonly Person[], key: string) {
  const fields: Fields<Says> = {
    gone: { label: t('talk.told.removed'), show: (gone) => t(gone ? 'crm.field.yes' : 'crm.field.no') },
    text: { label: sort === 'meeting' ? t('talk.compose.agenda') : t('talk.compose.text') },
    direction: { label: t('talk.compose.direction'), show: (one) => t(`talk.compose.direction.${one as 'outgoing'}`) },
    outcome: { label: t('talk.compose.outcome'), show: (one) => t(`talk.outcome.${one as 'reached'}`) },
    minutes: { label: t('talk.compose.minutes') },
    title: { label: t('talk.compose.meeting.title') },
    day: { label: t('talk.compose.day'), show: (day) => date(day) },
    from: { label: t('talk.compose.from') },
    until: { label: t('talk.compose.until') },
    place: { label: t('talk.compose.place') },
  };
  return meeting.save<Says, unknown>({
    service: 'crm',
    id: shown.activity_id,
    title: t('talk.activity'),
    fields,
    base: { value: saysOf(shown), etag: etagOf(shown) },
    key,
    patch: values,
    whole: true,
    can: (now) => !now.gone,
    send: (all, etag, sent) => {
      const says = { ...saysOf(shown), ...all };
      const there = sort === 'meeting' ? { members: says.members } : {};
      const when = sort === 'meeting' ? { happened_at: at(says.day, parseTime(says.from) ?? '') } : {};
      return correct(shown.activity_id, { content: { ...content(sort, says), ...there } as Content, mentions: mentioned(says.text, members).map((one) => one.member_id), ...when }, etag, sent);
    },
    fetch: async () => {
      const now = await fetchActivity(shown.activity_id);
      return { value: saysOf(now), etag: etagOf(now) };
    },
  });
}

function wrong(sort: Sort, values: Values) {
  const need = (value: string) => (value.trim() ? undefined : t('common.form.required'));
  if (sort === 'note') return { text: need(values.text) };
  if (sort === 'call') return { minutes: /^\d{0,4}$/.test(values.minutes.trim()) && Number(values.minutes) <= 1440 ? undefined : t('talk.compose.minutesWrong') };
  const [from, until] = [parseTime(values.from), parseTime(values.until)];
  return {
    title: need(values.title),
    day: need(values.day),
    from: from ? undefined : t('talk.compose.timeWrong'),
    until: values.until.trim() && !until ? t('talk.compose.timeWrong') : from && until && until <= from ? t('talk.compose.untilWrong') : undefined,
  };
}

function content(sort: Sort, values: Values): Content {
  const text = values.text.trim() || null;
  if (sort === 'note') return { kind: 'note', text: values.text.trim() };
  if (sort === 'call')
    return {
      kind: 'call',
      direction: values.direction as 'outgoing',
      outcome: values.outcome as 'reached',
      duration_minutes: values.minutes.trim() ? Number(values.minutes) : null,
      text,
    };
  const until = parseTime(values.until);
  return { kind: 'meeting', title: values.title.trim(), place: values.place.trim() || null, ends_at: until ? at(values.day, until) : null, text };
}
